using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class RpicamCameraConformance : CameraConformance, IDisposable
{
    private readonly FakePi _pi = new(("RATE", "200"));

    public void Dispose() => _pi.Dispose();

    protected override ICamera CreateCamera() => _pi.Camera();

    protected override async Task LetItTakeAFrameAsync() => await Task.Yield();
}
