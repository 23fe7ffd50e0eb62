namespace DoorFace.Vision.Models;

/// <summary>A score from which a model's answer counts, with what it costs there.</summary>
/// <param name="Threshold">0..1.</param>
/// <param name="Meaning">What was measured at it.</param>
/// <param name="Provenance">How it was measured.</param>
public sealed record ScoreThreshold(float Threshold, string Meaning, ModelProvenance Provenance);
