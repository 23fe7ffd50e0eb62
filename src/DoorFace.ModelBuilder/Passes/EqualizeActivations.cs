using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;

namespace DoorFace.ModelBuilder.Passes;

/// <summary>
/// Brings the channels of a tensor closer to each other, because one scale has to serve them all: a channel is divided by s in the
/// convolutions that make it and multiplied by s in those that read it, s = (its magnitude / the largest one's) ^ exponent. What stands
/// between them (<c>Relu</c>, <c>PRelu</c>, <c>Add</c>) does not mind; tensors tied by it share their factors. Exact but for rounding.
/// </summary>
internal static class EqualizeActivations
{
    // Recorded magnitudes differ in their last bits between CPU types. Factors are therefore powers of the fourth root of two: a noise of
    // one part in a million moves a factor to the next about once in a hundred thousand channels.
    private const double StepsPerOctave = 4;

    // A channel that hardly ever speaks must not be blown up without limit.
    private const double SmallestFactor = 1.0 / 64;

    public static void Apply(ModelGraph graph, IReadOnlyDictionary<string, TensorStatistics> statistics, EqualizationExponents exponents)
    {
        foreach (var group in ChannelGroup.Of(graph, n => n.OpType is "Relu" or "PRelu" or "Add"))
        {
            var readers = group.Readers.Select(n => new Convolution(graph, n)).ToList();
            var writers = group.Writers.Select(n => new Convolution(graph, n)).ToList();
            var exponent = writers.Count > 1 ? exponents.Residual : readers.TrueForAll(r => r.IsDepthwise) ? exponents.Depthwise : exponents.Dense;
            if (exponent == 0)
            {
                continue;
            }

            var factors = Factors([.. group.Tensors.Select(t => statistics[t].ChannelMagnitudes)], exponent);
            foreach (var writer in writers)
            {
                writer.ScaleOutput([.. factors.Select(f => 1 / f)]);
                writer.Store();
            }

            foreach (var reader in readers)
            {
                reader.ScaleInput(factors);
                reader.Store();
            }
        }
    }

    private static float[] Factors(IReadOnlyList<float[]> magnitudes, double exponent)
    {
        var factors = new float[magnitudes[0].Length];
        var largest = magnitudes.Select(m => Math.Max(m.Max(), float.Epsilon)).ToList();
        for (var c = 0; c < factors.Length; c++)
        {
            var share = 0.0;
            for (var t = 0; t < magnitudes.Count; t++)
            {
                share = Math.Max(share, magnitudes[t][c] / largest[t]);
            }

            var ideal = Math.Max(Math.Pow(share, exponent), SmallestFactor);
            factors[c] = (float)Math.Pow(2, Math.Round(Math.Log2(ideal) * StepsPerOctave) / StepsPerOctave);
        }

        return factors;
    }
}
