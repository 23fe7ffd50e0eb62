namespace DoorFace.Core.Liveness;

/// <summary>What the views of one track say together about liveness.</summary>
/// <param name="Views">Views that were scored.</param>
/// <param name="MeanScore">Mean of their passive liveness scores, 0 (attack) to 1 (live); 0 without views.</param>
public readonly record struct LivenessEvidence(int Views, float MeanScore)
{
    /// <param name="minimumViews">Views needed before a verdict, at least 1.</param>
    /// <param name="threshold">Mean score from which the presentation counts as live.</param>
    public PresentationVerdict Judge(int minimumViews, float threshold)
    {
        if (Views < minimumViews)
        {
            return PresentationVerdict.Undecided;
        }

        // Written so that a score that is not a number is an attack.
        return MeanScore >= threshold ? PresentationVerdict.Live : PresentationVerdict.Attack;
    }
}
