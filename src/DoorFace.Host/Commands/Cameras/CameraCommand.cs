using System.CommandLine;
using DoorFace.Host.Composition;

namespace DoorFace.Host.Commands.Cameras;

/// <summary><c>doorface camera ...</c>: for whoever mounts the camera.</summary>
internal static class CameraCommand
{
    public static Command Create(Platform platform, TimeProvider time) => new("camera", "Finds, measures and aims the camera; the service must not be running.")
    {
        CameraListCommand.Create(),
        CameraProbeCommand.Create(platform, time),
        CameraSnapshotCommand.Create(platform, time),
    };
}
