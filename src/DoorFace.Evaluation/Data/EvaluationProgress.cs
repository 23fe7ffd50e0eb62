namespace DoorFace.Evaluation.Data;

/// <summary>How far an evaluation is: images done of all images.</summary>
public readonly record struct EvaluationProgress(int Done, int Total);
