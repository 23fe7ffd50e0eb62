using DoorFace.Device.Camera;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Device.Tests.Camera;

public sealed class TurnedCameraConformance : CameraConformance, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ICamera CreateCamera()
    {
        var film = new Y4mRecording(_folder.Add("film.y4m", Y4mFile.Frames(5)));
        return new TurnedCamera(new RecordedCamera(film, new RecordedCameraOptions { Loop = true }, _time), 90);
    }

    protected override async Task LetItTakeAFrameAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(70));
        await Task.Yield();
    }
}
