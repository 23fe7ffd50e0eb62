namespace DoorFace.Evaluation.Data;

/// <summary>The images of one person.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Files">Full paths, in the order of the files' names.</param>
public sealed record PersonImages(string Name, IReadOnlyList<string> Files);
