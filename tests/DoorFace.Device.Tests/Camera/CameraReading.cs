using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

/// <summary>Reads that block, on a thread of their own, for tests that go on meanwhile.</summary>
internal static class CameraReading
{
    public static ValueTask<Frame?> ReadAsync(this ICamera camera, CancellationToken cancellationToken) =>
        new(Task.Run(() => camera.Read(cancellationToken), CancellationToken.None));

    public static ValueTask<Frame?> TakeAsync(this FrameSlot slot, CancellationToken cancellationToken) =>
        new(Task.Run(() => slot.Take(cancellationToken), CancellationToken.None));
}
