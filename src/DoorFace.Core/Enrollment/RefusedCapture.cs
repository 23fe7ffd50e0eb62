namespace DoorFace.Core.Enrollment;

/// <summary>A capture that was refused.</summary>
/// <param name="Capture">The picture.</param>
/// <param name="Fault">Why.</param>
public sealed record RefusedCapture(Capture Capture, CaptureFault Fault);
