namespace DoorFace.Evaluation.Turns;

/// <summary>What became of a data set whose pictures were all turned by one angle.</summary>
/// <param name="Degrees">The turn, clockwise.</param>
/// <param name="Pictures">Pictures that could be read.</param>
/// <param name="Found">Those in which a face was found.</param>
/// <param name="Turned">Those of them whose face does not count as upright.</param>
/// <param name="Refused">Those of them whose face the door does not compare: turned, turned away or covered.</param>
/// <param name="Comparisons">Of strangers, among all faces that were found.</param>
/// <param name="Matches">Of these, those that reach the threshold: what would get in without the checks.</param>
/// <param name="PassingComparisons">Of strangers, among the faces that the door compares.</param>
/// <param name="PassingMatches">Of these, those that reach the threshold.</param>
public sealed record TurnFigures(
    double Degrees, int Pictures, int Found, int Turned, int Refused, long Comparisons, long Matches, long PassingComparisons, long PassingMatches)
{
    /// <summary>Share of the pictures in which a face is found, 0..1.</summary>
    public double DetectionRate => Share(Found, Pictures);

    /// <summary>Share of the faces that are refused as turned, 0..1.</summary>
    public double TurnedRate => Share(Turned, Found);

    /// <summary>Share of the faces that the door does not compare, 0..1.</summary>
    public double RefusalRate => Share(Refused, Found);

    /// <summary>False match rate without the checks.</summary>
    public double UncheckedRate => Share(Matches, Comparisons);

    /// <summary>False match rate of the faces that the door compares.</summary>
    public double CheckedRate => Share(PassingMatches, PassingComparisons);

    /// <summary>The same matches over all comparisons that were attempted, those of refused faces among them.</summary>
    public double AttemptedRate => Share(PassingMatches, Comparisons);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
