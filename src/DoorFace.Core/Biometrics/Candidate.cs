namespace DoorFace.Core.Biometrics;

/// <summary>The enrolled subject most like a probe, with the score of that comparison. Not yet a decision.</summary>
public readonly record struct Candidate(SubjectId Subject, ComparisonScore Score);
