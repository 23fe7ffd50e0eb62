using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

[Collection(nameof(VividCamera))]
[Trait("Category", "Camera")]
public sealed class V4l2CameraConformance : CameraConformance
{
    protected override ICamera CreateCamera() => new V4l2Camera(VividCamera.First().Options, new OneByteDecoder(), TimeProvider.System);

    // The kernel's camera takes its frames by itself.
    protected override Task LetItTakeAFrameAsync() => Task.Delay(TimeSpan.FromMilliseconds(1));
}
