using System.Numerics;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>Which of a person's images make a reference and which make the probe: bit i stands for image i; the sets are disjoint.</summary>
public readonly record struct ImageSplit(ulong References, ulong Probes)
{
    /// <summary>Different splits of <paramref name="images"/> images; all of them where there are at most <paramref name="most"/>, none where the images do not suffice.</summary>
    /// <remarks>With as many references as probes, a split and its exchange give the same score and count as one.</remarks>
    public static List<ImageSplit> Draw(int images, int references, int probes, int most, Random random)
    {
        var order = Enumerable.Range(0, images).ToArray();
        var wanted = Math.Min(most, Count(images, references, probes));
        var splits = new List<ImageSplit>();
        while (splits.Count < wanted)
        {
            random.Shuffle(order);
            var split = new ImageSplit(SetOf(order.AsSpan(0, references)), SetOf(order.AsSpan(references, probes)));
            if (references == probes && split.References > split.Probes)
            {
                split = new ImageSplit(split.Probes, split.References);
            }

            if (!splits.Contains(split))
            {
                splits.Add(split);
            }
        }

        return splits;
    }

    private static double Count(int images, int references, int probes)
    {
        if (images < references + probes)
        {
            return 0;
        }

        var ordered = Combinations(images, references) * Combinations(images - references, probes);
        return references == probes ? ordered / 2 : ordered;
    }

    private static double Combinations(int from, int choose)
    {
        var ways = BigInteger.One;
        for (var i = 0; i < choose; i++)
        {
            ways = ways * (from - i) / (i + 1);
        }

        return (double)ways;
    }

    private static ulong SetOf(ReadOnlySpan<int> images)
    {
        ulong set = 0;
        foreach (var image in images)
        {
            set |= 1UL << image;
        }

        return set;
    }
}
