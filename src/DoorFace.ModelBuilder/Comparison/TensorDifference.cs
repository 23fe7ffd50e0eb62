using System.Numerics.Tensors;
using DoorFace.ModelBuilder.Graph;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DoorFace.ModelBuilder.Comparison;

/// <summary>How one tensor inside a model differs from the same tensor of the model it was made from.</summary>
/// <param name="Tensor">Its name in the original.</param>
/// <param name="RelativeError">
/// The root of the squared error over the squared values. A factor of its own is allowed to each channel: equalization scales channels
/// on purpose, and that is no error.
/// </param>
internal sealed record TensorDifference(string Tensor, double RelativeError)
{
    private const string Dequantized = "_dq";

    /// <summary>Of every float tensor that both have, in the order in which the original makes them.</summary>
    public static IReadOnlyList<TensorDifference> Measure(ModelGraph original, ModelGraph made, IReadOnlyList<float[]> inputs)
    {
        var names = made.Nodes.SelectMany(n => n.Output).ToHashSet();
        var pairs = original.Nodes.SelectMany(n => n.Output)
            .Select(tensor => (Tensor: tensor, Made: names.Contains(tensor + Dequantized) ? tensor + Dequantized : tensor))
            .Where(pair => names.Contains(pair.Made))
            .ToList();
        using var first = new GraphRunner(original, [.. pairs.Select(p => p.Tensor)]);
        using var second = new GraphRunner(made, [.. pairs.Select(p => p.Made)]);
        var sums = new ChannelSums?[pairs.Count];
        foreach (var input in inputs)
        {
            using var values = first.Run(input);
            using var others = second.Run(input);
            for (var i = 0; i < sums.Length; i++)
            {
                var type = values[i].GetTensorTypeAndShape();
                if (type.ElementDataType == TensorElementType.Float)
                {
                    sums[i] ??= new ChannelSums(type.Shape.Length > 1 ? (int)type.Shape[1] : 1);
                    sums[i]!.Add(values[i].GetTensorDataAsSpan<float>(), others[i].GetTensorDataAsSpan<float>());
                }
            }
        }

        return [.. pairs.Zip(sums).Where(p => p.Second is not null).Select(p => new TensorDifference(p.First.Tensor, p.Second!.RelativeError()))];
    }

    private sealed class ChannelSums(int channels)
    {
        private readonly double[] _squares = new double[channels];
        private readonly double[] _otherSquares = new double[channels];
        private readonly double[] _products = new double[channels];

        public void Add(ReadOnlySpan<float> values, ReadOnlySpan<float> others)
        {
            var perChannel = values.Length / channels;
            for (var c = 0; c < channels; c++)
            {
                var value = values.Slice(c * perChannel, perChannel);
                var other = others.Slice(c * perChannel, perChannel);
                _squares[c] += TensorPrimitives.Dot(value, value);
                _otherSquares[c] += TensorPrimitives.Dot(other, other);
                _products[c] += TensorPrimitives.Dot(value, other);
            }
        }

        // What the best factor of each channel leaves: |v|² − (v·o)² / |o|².
        public double RelativeError()
        {
            var error = 0.0;
            for (var c = 0; c < channels; c++)
            {
                error += Math.Max(0, _squares[c] - (_otherSquares[c] > 0 ? _products[c] * _products[c] / _otherSquares[c] : 0));
            }

            return Math.Sqrt(error / Math.Max(_squares.Sum(), double.Epsilon));
        }
    }
}
