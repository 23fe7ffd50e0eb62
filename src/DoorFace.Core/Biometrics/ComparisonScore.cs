namespace DoorFace.Core.Biometrics;

/// <summary>Similarity of a probe and a reference: the cosine of their embeddings, −1 to 1, higher is more alike.</summary>
public readonly record struct ComparisonScore(float Value) : IComparable<ComparisonScore>
{
    public static bool operator <(ComparisonScore a, ComparisonScore b) => a.Value < b.Value;

    public static bool operator >(ComparisonScore a, ComparisonScore b) => a.Value > b.Value;

    public static bool operator <=(ComparisonScore a, ComparisonScore b) => a.Value <= b.Value;

    public static bool operator >=(ComparisonScore a, ComparisonScore b) => a.Value >= b.Value;

    public int CompareTo(ComparisonScore other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}
