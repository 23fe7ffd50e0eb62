namespace DoorFace.Core.Biometrics;

/// <summary>One measured point of an embedder's impostor scores: at <paramref name="Threshold"/>, this share of comparisons between strangers is falsely matched.</summary>
/// <param name="FalseMatchRate">Per comparison, above 0 and below 1.</param>
/// <param name="Threshold">Comparison score, −1 to 1.</param>
public readonly record struct ImpostorQuantile(double FalseMatchRate, float Threshold);
