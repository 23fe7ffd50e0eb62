namespace DoorFace.Simulator.Camera;

/// <summary>Something that goes wrong at a given moment.</summary>
/// <param name="Kind">What.</param>
/// <param name="FirstFrame">From which frame, counted from 0.</param>
/// <param name="Frames">For how many frames, at least 1. A <see cref="FaultKind.Stall"/> or <see cref="FaultKind.Failure"/> ends the camera in any case.</param>
public sealed record Fault(FaultKind Kind, long FirstFrame, int Frames = 1)
{
    internal bool Covers(long frame) => frame >= FirstFrame && frame - FirstFrame < Frames;
}
