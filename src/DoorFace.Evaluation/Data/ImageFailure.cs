namespace DoorFace.Evaluation.Data;

/// <summary>An image that gave no features and takes part in no comparison.</summary>
/// <param name="File">Path relative to the data set's folder, with forward slashes.</param>
/// <param name="Reason">What was wrong, for people.</param>
public sealed record ImageFailure(string File, string Reason);
