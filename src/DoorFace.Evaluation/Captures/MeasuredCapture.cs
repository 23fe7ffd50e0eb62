using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Evaluation.Captures;

/// <summary>What was measured of one picture as a capture for enrollment.</summary>
/// <param name="File">Its path below the data set's folder.</param>
/// <param name="Face">The face; all zero when none was found.</param>
/// <param name="Quality">How good a picture of it this is.</param>
/// <param name="Fault">What the rules say of it; null when they take it.</param>
/// <param name="Similarity">Score against the same picture before it was spoiled: how much of the features is left; 0 without a face.</param>
/// <param name="PoseMoved">Distance of the pose from that of the same picture before it was spoiled: how surely it is measured.</param>
public sealed record MeasuredCapture(string File, FaceObservation Face, CaptureQuality Quality, CaptureFault? Fault, float Similarity, float PoseMoved);
