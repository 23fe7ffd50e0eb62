using CsCheck;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Quantization;

namespace DoorFace.ModelBuilder.Tests.Quantization;

public sealed class QuantizationTests
{
    private static readonly Gen<float> Bound = Gen.Float[1e-6f, 1e6f];

    [Fact]
    public void A_value_within_the_range_comes_back_within_one_step() =>
        Gen.Select(Bound, Bound, Gen.Float[0, 1]).Sample((low, high, share) =>
        {
            var parameters = QuantizationParameters.For(new TensorRange(-low, high));
            var value = -low + (share * (low + high));
            var back = (parameters.Quantize(value) - parameters.ZeroPoint) * parameters.Scale;
            Assert.InRange(MathF.Abs(back - value), 0, parameters.Scale * 1.001f);
        });

    [Fact]
    public void Zero_is_exact() =>
        Gen.Select(Bound, Bound).Sample((low, high) =>
        {
            var parameters = QuantizationParameters.For(new TensorRange(-low, high));
            Assert.Equal(parameters.ZeroPoint, parameters.Quantize(0));
        });

    [Fact]
    public void A_normalized_picture_keeps_every_one_of_its_256_values()
    {
        var parameters = QuantizationParameters.For(new TensorRange(-127 / 128f, 1));

        Assert.Equal(1 / 128f, parameters.Scale);
        Assert.Equal(127, parameters.ZeroPoint);
    }

    [Fact]
    public void A_range_never_shrinks_and_grows_by_less_than_two_parts_in_a_hundred() =>
        Gen.Select(Bound, Bound).Sample((low, high) =>
        {
            var range = Range([-low, high], RangeMethod.MinMax);
            Assert.InRange(-range.Low, low, low * 1.017f);
            Assert.InRange(range.High, high, high * 1.017f);
        });

    [Fact]
    public void Last_bit_noise_hardly_ever_moves_a_bound()
    {
        var random = new Random(1);
        var moved = Enumerable.Range(0, 10_000).Count(_ =>
        {
            var high = 1 + random.NextSingle();
            return Range([0, high], RangeMethod.MinMax) != Range([0, high * (1 + 1e-6f)], RangeMethod.MinMax);
        });

        Assert.InRange(moved, 0, 10);
    }

    [Fact]
    public void The_mean_of_extremes_cuts_a_single_outlier_off()
    {
        var statistics = new TensorStatistics(1);
        statistics.Add([-1, 1]);
        statistics.Add([-1, 3]);

        Assert.Equal(new TensorRange(-1, 2), TensorRange.Of(statistics, RangeMethod.MeanMinMax));
        Assert.Equal(new TensorRange(-1, 3), TensorRange.Of(statistics, RangeMethod.MinMax));
    }

    [Fact]
    public void Weights_come_back_within_a_step_of_their_channel_and_symmetric() =>
        Gen.Float[-1, 1].Array[2, 40].Sample(channel =>
        {
            float[] weights = [.. channel, .. channel.Select(w => w * 100)];
            var quantized = QuantizedWeights.Of(new Tensor<float>([2, channel.Length], weights));
            Assert.DoesNotContain(sbyte.MinValue, quantized.Values.Values);
            Assert.Equal(quantized.Scales.Values[0] * 100, quantized.Scales.Values[1], quantized.Scales.Values[0] * 30 + 1e-5f);
            var error = weights.Select((w, i) => (w - (quantized.Values.Values[i] * (double)quantized.Scales.Values[i / channel.Length])) / quantized.Scales.Values[i / channel.Length]);
            Assert.InRange(Math.Sqrt(error.Average(e => e * e)), 0, 0.51);
        });

    private static TensorRange Range(float[] values, RangeMethod method)
    {
        var statistics = new TensorStatistics(1);
        statistics.Add(values);
        return TensorRange.Of(statistics, method);
    }
}
