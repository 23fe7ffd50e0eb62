using System.Collections;
using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>A YUV4MPEG2 file as a recording: raw frames of luma and chroma, which cost nothing to decode. Only 4:2:0 with 8 bits; its own frame rate is not used.</summary>
/// <param name="path">The file.</param>
/// <remarks>Enumerating reads the file anew; it throws a <see cref="CameraException"/> that says what is wrong with it.</remarks>
public sealed class Y4mRecording(string path) : IEnumerable<Frame>
{
    private readonly RecordingPool _pool = new();

    public IEnumerator<Frame> GetEnumerator()
    {
        using var file = RecordingFile.Open(path);
        var reader = new Y4mReader(file, path, _pool);
        while (reader.Read() is { } frame)
        {
            yield return frame;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
