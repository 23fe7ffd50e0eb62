using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>
/// The scores of one protocol's comparisons: genuine (one person with themself) kept by person, since a person's
/// comparisons fail together, and impostor (one person with another).
/// </summary>
public sealed class ComparisonScores
{
    /// <summary>More scores than this are refused before memory runs out; they take 4 bytes each.</summary>
    public const int MostImpostors = 500_000_000;

    private readonly float[] _impostor;

    /// <param name="genuineByPerson">For each person with a genuine comparison, the scores.</param>
    /// <param name="impostor">All impostor scores; the array is sorted in place and belongs to the new object.</param>
    /// <exception cref="EvaluationException">One of the two kinds is missing, so there is no error rate to measure.</exception>
    public ComparisonScores(IReadOnlyList<float[]> genuineByPerson, float[] impostor)
    {
        ArgumentNullException.ThrowIfNull(impostor);
        GenuineByPerson = [.. genuineByPerson.Where(person => person.Length > 0)];
        if (GenuineByPerson.Count == 0)
        {
            throw new EvaluationException("There is no genuine comparison: nobody has enough usable images.");
        }

        if (impostor.Length == 0)
        {
            throw new EvaluationException("There is no impostor comparison: usable images of at least two people are needed.");
        }

        Array.Sort(impostor);
        _impostor = impostor;
        var genuine = GenuineByPerson.SelectMany(person => person).ToArray();
        Array.Sort(genuine);
        Genuine = genuine;
    }

    /// <summary>Genuine scores of each person who has any.</summary>
    public IReadOnlyList<float[]> GenuineByPerson { get; }

    /// <summary>All genuine scores, ascending.</summary>
    public ReadOnlyMemory<float> Genuine { get; }

    /// <summary>All impostor scores, ascending.</summary>
    public ReadOnlyMemory<float> Impostor => _impostor;

    /// <summary>Room for a number of impostor scores.</summary>
    /// <exception cref="EvaluationException">More than <see cref="MostImpostors"/>.</exception>
    internal static float[] AllocateImpostors(long count) => count <= MostImpostors
        ? new float[count]
        : throw new EvaluationException($"{count:N0} impostor comparisons are more than the {MostImpostors:N0} that fit: use fewer people or a smaller --max-per-person.");
}
