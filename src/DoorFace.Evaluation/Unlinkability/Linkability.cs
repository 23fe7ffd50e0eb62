namespace DoorFace.Evaluation.Unlinkability;

/// <summary>
/// How well two stored templates can be told to be of one person, by their comparison score: Gomez-Barrero, Galbally, Rathgeb and Busch, "General
/// framework to evaluate unlinkability in biometric template protection systems" (2018), with both kinds of comparisons taken as equally likely.
/// </summary>
public static class Linkability
{
    /// <summary>Bins of the score's histograms.</summary>
    public const int Bins = 100;

    /// <summary>The global measure D_sys: 0 when mated and non-mated scores are spread alike, 1 when each score tells which it is.</summary>
    /// <param name="mated">Scores of templates of one person, at least 1.</param>
    /// <param name="nonMated">Scores of templates of two, at least 1.</param>
    public static double Global(IReadOnlyList<float> mated, IReadOnlyList<float> nonMated)
    {
        ArgumentNullException.ThrowIfNull(mated);
        ArgumentNullException.ThrowIfNull(nonMated);
        ArgumentOutOfRangeException.ThrowIfZero(mated.Count, nameof(mated));
        ArgumentOutOfRangeException.ThrowIfZero(nonMated.Count, nameof(nonMated));
        var (least, most) = (Math.Min(mated.Min(), nonMated.Min()), Math.Max(mated.Max(), nonMated.Max()));
        var (ofMated, ofNonMated) = (Histogram(mated, least, most), Histogram(nonMated, least, most));
        var global = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            global += ofMated[bin] * Local(ofMated[bin], ofNonMated[bin]);
        }

        return global;
    }

    /// <summary>The local measure D↔ at a score: how much surer its likelihoods make one that the two are of one person; 0 when they do not.</summary>
    private static double Local(double ofMated, double ofNonMated) => ofMated > ofNonMated ? (ofMated - ofNonMated) / (ofMated + ofNonMated) : 0;

    private static double[] Histogram(IReadOnlyList<float> scores, float least, float most)
    {
        var bins = new double[Bins];
        foreach (var score in scores)
        {
            bins[most > least ? Math.Min((int)((score - least) / (most - least) * Bins), Bins - 1) : 0] += 1.0 / scores.Count;
        }

        return bins;
    }
}
