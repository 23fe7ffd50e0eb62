using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Simulator.Camera;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Device.Tests.Camera;

public sealed class WalkUpCameraConformance : CameraConformance
{
    private readonly FakeTimeProvider _time = new();

    protected override ICamera CreateCamera()
    {
        using var photo = new Frame(FrameFormat.Rgba32, 200, 200);
        photo.Pixels.Fill(90);
        var walk = new WalkUpGenerator(photo, [new FaceBox(60, 60, 80, 80)], [], new WalkUpOptions { ApproachFrames = 2, StandFrames = 0 });
        return new RecordedCamera(
            new EmptyScene(seed: 1).Frames(2).Concat(walk.Frames()), new RecordedCameraOptions { Loop = true }, _time);
    }

    protected override async Task LetItTakeAFrameAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(70));
        await Task.Yield();
    }
}
