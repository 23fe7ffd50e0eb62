using System.Collections.Immutable;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>How captures compare with one another, and together with every resident.</summary>
/// <param name="Outliers">Places of those that are not like the others.</param>
/// <param name="Same">The resident whom they show: enrolled already; null for nobody.</param>
/// <param name="TooSimilar">They show somebody else who would be taken for a resident.</param>
public sealed record CaptureComparison(ImmutableArray<int> Outliers, SubjectId? Same = null, bool TooSimilar = false)
{
    /// <summary>Judges how like a resident the captures are.</summary>
    /// <param name="nearest">The most similar resident, by the fused captures; null while nobody is enrolled.</param>
    /// <param name="threshold">The score from which the door lets in.</param>
    /// <param name="rules">What counts as the same, and how far apart two residents must be.</param>
    /// <param name="outliers">Places of captures that are not like the others; with any, nothing else is judged.</param>
    public static CaptureComparison Of(Candidate? nearest, ComparisonScore threshold, EnrollmentRules rules, ImmutableArray<int> outliers)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (!outliers.IsEmpty || nearest is not { } candidate)
        {
            return new CaptureComparison(outliers);
        }

        var resemblance = rules.Compare(candidate.Score, threshold);
        return new CaptureComparison(outliers, resemblance == Resemblance.SameResident ? candidate.Subject : null, resemblance == Resemblance.TooSimilar);
    }
}
