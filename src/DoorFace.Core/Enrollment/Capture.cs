using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>One picture offered for enrollment, as seen by the vision.</summary>
/// <param name="Name">What to call it in a message: a file name.</param>
/// <param name="FaceCount">Faces found in it.</param>
/// <param name="Observation">The face; meaningless without one.</param>
/// <param name="Quality">How good a picture of it this is; meaningless without one.</param>
/// <param name="Template">Its features; null without a face.</param>
public sealed record Capture(string Name, int FaceCount, FaceObservation Observation, CaptureQuality Quality, Embedding? Template);
