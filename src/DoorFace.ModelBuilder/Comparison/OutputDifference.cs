using System.Numerics.Tensors;

namespace DoorFace.ModelBuilder.Comparison;

/// <summary>How one output of two models differs over many inputs.</summary>
/// <param name="Output">Its name.</param>
/// <param name="LargestError">The greatest absolute difference.</param>
/// <param name="MeanCosine">The mean over the inputs of the cosine between both outputs as vectors; 1 is equal but for length.</param>
/// <param name="LeastCosine">The least of them.</param>
internal sealed record OutputDifference(string Output, float LargestError, double MeanCosine, double LeastCosine)
{
    /// <exception cref="ModelBuildException">The models' outputs have not the same number of values.</exception>
    public static IReadOnlyList<OutputDifference> Measure(ModelRun first, ModelRun second, IReadOnlyList<float[]> inputs)
    {
        var pairs = inputs.Select(input => (First: first.Run(input), Second: second.Run(input))).ToList();
        if (!pairs[0].First.Select(o => o.Length).SequenceEqual(pairs[0].Second.Select(o => o.Length)))
        {
            throw new ModelBuildException("The two models have different outputs; compare a model with one made from it.");
        }

        return [.. first.Outputs.Select((output, i) => Of(output, [.. pairs.Select(p => (p.First[i], p.Second[i]))]))];
    }

    private static OutputDifference Of(string output, IReadOnlyList<(float[] First, float[] Second)> pairs)
    {
        var cosines = pairs.Select(p => (double)TensorPrimitives.CosineSimilarity<float>(p.First, p.Second)).ToList();
        return new OutputDifference(output, pairs.Max(p => LargestOf(p.First, p.Second)), cosines.Average(), cosines.Min());
    }

    private static float LargestOf(float[] first, float[] second)
    {
        var largest = 0f;
        for (var i = 0; i < first.Length; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(first[i] - second[i]));
        }

        return largest;
    }
}
