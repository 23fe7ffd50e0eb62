namespace DoorFace.Core.Enrollment;

/// <summary>A capture that was refused, why, and the figure that it failed on.</summary>
/// <param name="Capture">The picture.</param>
/// <param name="Reason">Why.</param>
/// <param name="Found">What was measured: faces, pixels, frontality or comparison score.</param>
/// <param name="Limit">What was asked for.</param>
public sealed record RefusedCapture(Capture Capture, CaptureRefusal Reason, float Found, float Limit);
