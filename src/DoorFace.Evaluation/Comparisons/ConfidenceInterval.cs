namespace DoorFace.Evaluation.Comparisons;

/// <summary>A two-sided 95 % interval of a rate; both ends 0..1.</summary>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    private const double StandardDeviations = 1.959963984540054;

    /// <summary>Wilson's score interval, for trials that are independent of one another (E. B. Wilson, JASA 22, 1927).</summary>
    /// <param name="errors">0..<paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    public static ConfidenceInterval Wilson(long errors, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errors, trials);
        const double Z2 = StandardDeviations * StandardDeviations;
        var rate = (double)errors / trials;
        var scale = 1 + (Z2 / trials);
        var centre = (rate + (Z2 / (2.0 * trials))) / scale;
        var half = StandardDeviations * Math.Sqrt((rate * (1 - rate) / trials) + (Z2 / (4.0 * trials * trials))) / scale;
        return new ConfidenceInterval(errors == 0 ? 0 : Math.Max(0, centre - half), errors == trials ? 1 : Math.Min(1, centre + half));
    }
}
