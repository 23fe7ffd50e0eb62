using DoorFace.ModelBuilder.Graph;

namespace DoorFace.ModelBuilder.Quantization;

/// <summary>
/// Weights as s8 with a scale for each output channel. Symmetric, because ARM's fast kernels need the zero point 0.
/// </summary>
/// <param name="Values">−127..127, of the weights' shape.</param>
/// <param name="Scales">One for each output channel.</param>
internal sealed record QuantizedWeights(Tensor<sbyte> Values, Tensor<float> Scales)
{
    private const int Largest = 127;
    private const float SmallestMagnitude = 1e-8f;

    // Cutting off the largest weights makes the steps of all others finer; these shares of the largest one are tried.
    private const int Trials = 21;
    private const double SmallestShare = 0.6;

    /// <summary>The scales with the least squared error in each channel.</summary>
    /// <param name="weights">The output channels come first.</param>
    public static QuantizedWeights Of(Tensor<float> weights)
    {
        var channels = (int)weights.Shape[0];
        var perChannel = weights.Values.Length / channels;
        var values = new sbyte[weights.Values.Length];
        var scales = new float[channels];
        for (var c = 0; c < channels; c++)
        {
            var channel = weights.Values.AsSpan(c * perChannel, perChannel);
            scales[c] = BestScale(channel);
            for (var i = 0; i < perChannel; i++)
            {
                values[(c * perChannel) + i] = (sbyte)Quantize(channel[i], scales[c]);
            }
        }

        return new QuantizedWeights(new Tensor<sbyte>(weights.Shape, values), Tensor<float>.Vector(scales));
    }

    private static float BestScale(ReadOnlySpan<float> channel)
    {
        var largest = SmallestMagnitude;
        foreach (var weight in channel)
        {
            largest = MathF.Max(largest, MathF.Abs(weight));
        }

        var (best, least) = (0f, double.PositiveInfinity);
        for (var t = 0; t < Trials; t++)
        {
            var share = 1 - ((1 - SmallestShare) * t / (Trials - 1));
            var scale = (float)(largest * share / Largest);
            var error = SquaredError(channel, scale);
            if (error < least)
            {
                (best, least) = (scale, error);
            }
        }

        return best;
    }

    private static double SquaredError(ReadOnlySpan<float> channel, float scale)
    {
        var sum = 0.0;
        foreach (var weight in channel)
        {
            double error = (Quantize(weight, scale) * scale) - weight;
            sum += error * error;
        }

        return sum;
    }

    private static float Quantize(float weight, float scale) => Math.Clamp(MathF.Round(weight / scale), -Largest, Largest);
}
