using DoorFace.Core.Biometrics;

namespace DoorFace.Vision.Faces;

/// <summary>A face the detector found.</summary>
/// <param name="Box">In frame pixels.</param>
/// <param name="Score">The detector's certainty, 0..1.</param>
public readonly record struct DetectedFace(FaceBox Box, float Score);
