using System.Collections;
using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>A file of JPEG pictures one after the other, as many cameras write, as a recording.</summary>
/// <param name="path">The file.</param>
/// <param name="decoder">Decodes the pictures.</param>
/// <remarks>Enumerating reads the file anew; it throws a <see cref="CameraException"/> that says what is wrong with it.</remarks>
public sealed class MjpegRecording(string path, IImageDecoder decoder) : IEnumerable<Frame>
{
    private readonly RecordingPool _pool = new();

    public IEnumerator<Frame> GetEnumerator()
    {
        using var file = RecordingFile.Open(path);
        var reader = new MjpegReader(file, path);
        while (Read(reader) is { } frame)
        {
            yield return frame;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Frame? Read(MjpegReader reader)
    {
        var picture = reader.Read();
        if (picture.IsEmpty)
        {
            return null;
        }

        Frame? frame = null;
        try
        {
            var (width, height) = decoder.SizeOf(picture, path);
            frame = _pool.Rent(FrameFormat.Rgba32, width, height);
            decoder.Decode(picture, path, frame);
            return frame;
        }
        catch (ImageFormatException fault)
        {
            frame?.Dispose();
            throw new CameraException($"Picture {reader.Count - 1} of '{path}' cannot be replayed: {fault.Message} Record it again or give another one.", fault);
        }
    }
}
