namespace DoorFace.Evaluation.Covers;

/// <summary>Some views of one picture in a row, as of somebody who stands at the door.</summary>
/// <param name="File">The picture.</param>
/// <param name="Cover">What was drawn on; null for nothing.</param>
/// <param name="Refused">Views that do not count at the door.</param>
/// <param name="Views">How many they were.</param>
/// <param name="Compared">Whether as many in a row counted as the door compares.</param>
public sealed record CoveredApproach(string File, Cover? Cover, int Refused, int Views, bool Compared);
