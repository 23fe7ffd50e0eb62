using System.CommandLine;
using DoorFace.Host.Composition;

namespace DoorFace.Host.Commands.Cameras;

/// <summary><c>doorface camera ...</c>: for whoever mounts the camera.</summary>
internal static class CameraCommand
{
    public static Command Create(Hardware hardware, TimeProvider time) => new("camera", "Finds, measures and aims the camera; the service must not be running.")
    {
        CameraListCommand.Create(),
        CameraProbeCommand.Create(hardware, time),
        CameraSnapshotCommand.Create(hardware, time),
    };
}
