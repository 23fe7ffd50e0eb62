namespace DoorFace.Evaluation.Comparisons;

/// <summary>
/// The interval of a false non-match rate, by drawing people with replacement: a person's comparisons fail together, so people
/// and not comparisons are what was sampled. The threshold stays as it is; its own uncertainty is the interval of the false match rate.
/// </summary>
public static class PersonBootstrap
{
    private const int Replicates = 2000;

    /// <param name="genuineByPerson">Scores of each person, none empty.</param>
    /// <param name="threshold">A score below it is a false non-match.</param>
    /// <param name="seed">Of the draws.</param>
    /// <returns>
    /// The 2.5 and 97.5 percentiles. Where all comparisons agree there is nothing to resample, and it is Wilson's interval with each
    /// person as one trial; one person alone says nothing of others, and it is 0..1.
    /// </returns>
    public static ConfidenceInterval FalseNonMatchRate(IReadOnlyList<float[]> genuineByPerson, float threshold, int seed)
    {
        var people = genuineByPerson.Count;
        if (people < 2)
        {
            return new ConfidenceInterval(0, 1);
        }

        var misses = genuineByPerson.Select(person => person.Count(score => score < threshold)).ToArray();
        var totals = genuineByPerson.Select(person => person.Length).ToArray();
        if (misses.Sum() == 0)
        {
            return ConfidenceInterval.Wilson(0, people);
        }

        if (misses.Sum() == totals.Sum())
        {
            return ConfidenceInterval.Wilson(people, people);
        }

        var random = new Random(seed);
        var rates = new double[Replicates];
        for (var r = 0; r < Replicates; r++)
        {
            long missed = 0, total = 0;
            for (var i = 0; i < people; i++)
            {
                var drawn = random.Next(people);
                missed += misses[drawn];
                total += totals[drawn];
            }

            rates[r] = (double)missed / total;
        }

        Array.Sort(rates);
        return new ConfidenceInterval(rates[(int)(Replicates * 0.025)], rates[(int)(Replicates * 0.975) - 1]);
    }
}
