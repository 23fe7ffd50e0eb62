using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Quantization;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Brings the channels of a tensor closer to each other, because one scale has to serve them all: a channel is divided by s in the
/// convolutions that make it and multiplied by s in those that read it, s = (its magnitude / the largest one's) ^ exponent. What stands
/// between them (<c>Relu</c>, <c>PRelu</c>, <c>Add</c>) does not mind; tensors tied by it share their factors. Exact but for rounding.
/// </summary>
internal static class EqualizeActivations
{
    // Finer ones gain nothing, and whole numbers can be kept in a file that people read.
    private const double StepsPerOctave = 4;

    // A channel that hardly ever speaks must not be blown up without limit.
    private const double SmallestFactor = 1.0 / 64;

    /// <summary>The factors that bring a model's channels together.</summary>
    /// <param name="graph">Not changed.</param>
    /// <param name="statistics">Of its tensors.</param>
    /// <param name="exponents">How strongly.</param>
    /// <returns>By the tensor that names a group: for each channel the factor in quarter octaves, log2(s) · 4, before rounding; 0 or below.</returns>
    public static IReadOnlyDictionary<string, double[]> Measure(
        ModelGraph graph, IReadOnlyDictionary<string, TensorStatistics> statistics, EqualizationExponents exponents)
    {
        var measured = new Dictionary<string, double[]>();
        foreach (var group in Groups(graph))
        {
            var exponent = group.Writers.Count > 1 ? exponents.Residual
                : group.Readers.All(n => new Convolution(graph, n).IsDepthwise) ? exponents.Depthwise
                : exponents.Dense;
            if (exponent != 0)
            {
                measured.Add(Name(group), Factors([.. group.Tensors.Select(t => statistics[t].ChannelMagnitudes)], exponent));
            }
        }

        return measured;
    }

    /// <summary>Factors as they are kept and applied: in whole quarter octaves.</summary>
    public static IReadOnlyDictionary<string, int[]> Round(IReadOnlyDictionary<string, double[]> measured) =>
        measured.ToDictionary(f => f.Key, f => Array.ConvertAll(f.Value, steps => (int)Math.Round(steps)));

    /// <param name="graph">Edited.</param>
    /// <param name="steps">By the tensor that names a group: for each channel the factor in whole quarter octaves.</param>
    /// <exception cref="ModelBuildException">The factors are not those of this model.</exception>
    public static void Apply(ModelGraph graph, IReadOnlyDictionary<string, int[]> steps)
    {
        // In the model's order, whatever that of the factors: the order of products shows in their last bits.
        var groups = Groups(graph).Where(g => steps.ContainsKey(Name(g))).ToList();
        if (steps.FirstOrDefault(s => !groups.Exists(g => Name(g) == s.Key && Channels(graph, g) == s.Value.Length)) is { Key: { } unknown, Value: var values })
        {
            throw new ModelBuildException(
                $"The calibration has {values.Length} factors for the channels of '{unknown}', which the model has not so; it is that of another model. Calibrate anew.");
        }

        foreach (var group in groups)
        {
            float[] factors = [.. steps[Name(group)].Select(s => (float)Math.Pow(2, s / StepsPerOctave))];
            foreach (var writer in group.Writers.Select(n => new Convolution(graph, n)))
            {
                writer.ScaleOutput([.. factors.Select(f => 1 / f)]);
                writer.Store();
            }

            foreach (var reader in group.Readers.Select(n => new Convolution(graph, n)))
            {
                reader.ScaleInput(factors);
                reader.Store();
            }
        }
    }

    private static IReadOnlyList<ChannelGroup> Groups(ModelGraph graph) => ChannelGroup.Of(graph, n => n.OpType is "Relu" or "PRelu" or "Add");

    private static string Name(ChannelGroup group) => group.Tensors[0];

    private static int Channels(ModelGraph graph, ChannelGroup group) => new Convolution(graph, group.Writers[0]).OutputChannels;

    private static double[] Factors(IReadOnlyList<float[]> magnitudes, double exponent)
    {
        var steps = new double[magnitudes[0].Length];
        var largest = magnitudes.Select(m => Math.Max(m.Max(), float.Epsilon)).ToList();
        for (var c = 0; c < steps.Length; c++)
        {
            var share = 0.0;
            for (var t = 0; t < magnitudes.Count; t++)
            {
                share = Math.Max(share, magnitudes[t][c] / largest[t]);
            }

            steps[c] = Math.Log2(Math.Max(Math.Pow(share, exponent), SmallestFactor)) * StepsPerOctave;
        }

        return steps;
    }
}
