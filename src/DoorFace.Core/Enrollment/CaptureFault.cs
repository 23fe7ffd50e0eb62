namespace DoorFace.Core.Enrollment;

/// <summary>Why a capture is refused, and the figure that it failed on.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Found">What was measured, in the unit of the limit.</param>
/// <param name="Limit">What was asked for.</param>
public readonly record struct CaptureFault(CaptureRefusal Reason, float Found, float Limit);
