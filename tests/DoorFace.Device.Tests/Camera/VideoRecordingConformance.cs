using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Device.Tests.Camera;

/// <summary>A recorded camera over a video of 8 by 4 pixels.</summary>
public abstract class VideoRecordingConformance : CameraConformance, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PictureFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override ICamera CreateCamera() =>
        new RecordedCamera(Open(_folder.Add("film.y4m", Y4mFile.Frames(5))), new RecordedCameraOptions { Loop = true }, _time);

    /// <summary>The recording in a Y4M file.</summary>
    protected abstract IEnumerable<Frame> Open(string path);

    protected override async Task LetItTakeAFrameAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(70));
        await Task.Yield();
    }
}
