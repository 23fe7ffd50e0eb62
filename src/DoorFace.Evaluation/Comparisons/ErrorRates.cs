namespace DoorFace.Evaluation.Comparisons;

/// <summary>
/// Errors as a function of the threshold: a comparison matches when its score is at least the threshold. False match rate (FMR):
/// the share of impostor comparisons that match; false non-match rate (FNMR): the share of genuine ones that do not (ISO/IEC 19795-1).
/// </summary>
public sealed class ErrorRates(ComparisonScores scores)
{
    public int GenuineCount => scores.Genuine.Length;

    public int ImpostorCount => scores.Impostor.Length;

    /// <summary>People with a genuine comparison.</summary>
    public int GenuinePeople => scores.GenuineByPerson.Count;

    /// <summary>The most that a stranger scored.</summary>
    public float HighestImpostor => scores.Impostor.Span[^1];

    /// <summary>The smallest rate that both errors keep to at one threshold: the height at which the two step functions cross.</summary>
    public double EqualErrorRate
    {
        get
        {
            // With more false matches allowed, FMR rises and FNMR falls: search for where they cross.
            var (low, high) = (0, ImpostorCount);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                var threshold = ThresholdAllowing(middle);
                if (FalseMatchRate(threshold) >= FalseNonMatchRate(threshold))
                {
                    high = middle;
                }
                else
                {
                    low = middle + 1;
                }
            }

            var beyond = FalseMatchRate(ThresholdAllowing(low));
            return low == 0 ? beyond : Math.Min(beyond, FalseNonMatchRate(ThresholdAllowing(low - 1)));
        }
    }

    public int FalseMatches(float threshold) => ImpostorCount - CountBelow(scores.Impostor.Span, threshold);

    public int FalseNonMatches(float threshold) => CountBelow(scores.Genuine.Span, threshold);

    public double FalseMatchRate(float threshold) => (double)FalseMatches(threshold) / ImpostorCount;

    public double FalseNonMatchRate(float threshold) => (double)FalseNonMatches(threshold) / GenuineCount;

    /// <summary>The largest genuine score that at most a share of the genuine comparisons stay below; 0 gives the lowest.</summary>
    /// <param name="share">0 to below 1.</param>
    public float GenuineQuantile(double share) => scores.Genuine.Span[(int)(share * GenuineCount)];

    /// <summary>The smallest threshold whose measured FMR is at most the target: just above the first impostor score that must not match, and above all its equals.</summary>
    /// <param name="targetFalseMatchRate">Above 0 and below 1.</param>
    public float ThresholdFor(double targetFalseMatchRate)
    {
        if (targetFalseMatchRate is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(targetFalseMatchRate), targetFalseMatchRate, "A false match rate to aim at is above 0 and below 1.");
        }

        // The product may round across a whole number: the quotient that is measured afterwards decides.
        var allowed = (int)(targetFalseMatchRate * ImpostorCount);
        if ((double)(allowed + 1) / ImpostorCount <= targetFalseMatchRate)
        {
            allowed++;
        }
        else if ((double)allowed / ImpostorCount > targetFalseMatchRate)
        {
            allowed--;
        }

        return ThresholdAllowing(allowed);
    }

    /// <summary>The smallest threshold with at most so many false matches.</summary>
    /// <param name="falseMatches">0..<see cref="ImpostorCount"/>; all of them gives the lowest impostor score.</param>
    public float ThresholdAllowing(int falseMatches)
    {
        var impostor = scores.Impostor.Span;
        return falseMatches == impostor.Length ? impostor[0] : MathF.BitIncrement(impostor[^(falseMatches + 1)]);
    }

    /// <summary>The interval of the FNMR at a threshold; see <see cref="PersonBootstrap"/>.</summary>
    public ConfidenceInterval FalseNonMatchInterval(float threshold, int seed) =>
        PersonBootstrap.FalseNonMatchRate(scores.GenuineByPerson, threshold, seed);

    private static int CountBelow(ReadOnlySpan<float> ascending, float threshold)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (ascending[middle] < threshold)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
