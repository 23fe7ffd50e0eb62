using DoorFace.Device.Camera;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Device.Tests.Camera;

public sealed class RecordedCameraConformance : CameraConformance, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ICamera CreateCamera()
    {
        _folder.Add("a.jpg", 10);
        _folder.Add("b.png", 20);
        return new RecordedCamera(
            new ImageRecording([_folder.Path], new OneColourDecoder()), new RecordedCameraOptions { Loop = true }, _time);
    }

    protected override async Task LetItTakeAFrameAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(70));
        await Task.Yield();
    }
}
