using DoorFace.Evaluation.Pictures;

namespace DoorFace.Evaluation.Covers;

/// <summary>What the survey of covers found.</summary>
/// <param name="Views">Single pictures.</param>
/// <param name="Approaches">Pictures in several views.</param>
public sealed record CoverFindings(IReadOnlyList<CoveredView> Views, IReadOnlyList<CoveredApproach> Approaches)
{
    /// <summary>Pictures as they are in which the door looks at the face: there and not turned away.</summary>
    public IReadOnlyList<CoveredView> Uncovered { get; } =
        [.. Views.Where(view => view is { Cover: null, Spoiling: Spoiling.None, Found: true, Door: null or Core.Access.DenialReason.FaceCovered })];
}
