using DoorFace.Host.Cameras;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;
using DoorFace.Host.Supervision;
using DoorFace.Vision;

namespace DoorFace.Host.Commands.Cameras;

/// <summary>The camera of the settings for a command, with the service's limits on how long it may keep one waiting.</summary>
internal static class CommandCamera
{
    public static SupervisedCamera Create(DoorFaceSettings settings, TimeProvider time, CancellationToken cancellation) => new(
        CameraChoice.Create(settings.Camera, new ImageDecoder(), time),
        new RecognitionOptions(Persist: false, settings.Camera.StallTime, settings.Camera.FirstFrameTime, CameraChoice.HasOwnTime(settings.Camera)),
        new LoopHealth(time),
        time,
        cancellation);
}
