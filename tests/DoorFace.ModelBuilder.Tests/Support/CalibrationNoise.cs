using DoorFace.ModelBuilder.Building;
using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Passes;
using DoorFace.ModelBuilder.Quantization;
using DoorFace.ModelBuilder.Recipes;

namespace DoorFace.ModelBuilder.Tests.Support;

/// <summary>
/// Compares a kept calibration with a measurement on this machine. They differ by what the CPU makes of floats: the last bit of a face's box
/// in a photograph (one part in 5 million) moves the sampling of its variants and with it grey levels here and there. Moving the boxes by that
/// much changes a bound by 5e-5 (median) to 4e-3 (most) of itself and a channel's magnitude by 1e-4 (median), 6e-3 (99 of 100) to 5e-2 (most),
/// which is up to 0.04 and 0.27 steps of its factor. Between CPUs with AVX-512 and with AVX2 1 of 188 ranges and 1 of 14,964 factors rounded
/// to another step, the range by 1.1e-3 of its bound, the factor by 1e-4 of a step. The limits below are about twice the most.
/// </summary>
internal static class CalibrationNoise
{
    private const double BoundNoise = 1e-2;
    private const double UsualFactorNoise = 0.05;
    private const double MostFactorNoise = 0.5;
    private const double UnusualShare = 0.01;

    // What rounding to whole steps alone does.
    private const double FactorRounding = 0.5;

    /// <summary>What noise does not explain.</summary>
    /// <returns>A line for each finding; none when the calibration is that of this model, recipe and inputs.</returns>
    public static IReadOnlyList<string> Unexplained(CalibrationRecord kept, ModelGraph source, Recipe recipe, IReadOnlyList<float[]> inputs)
    {
        var graph = ModelQuantizer.Prepare(source.Model, recipe);
        var factors = EqualizeActivations.Measure(graph, ActivationRecorder.Record(graph, inputs), recipe.Equalize!);
        EqualizeActivations.Apply(graph, kept.Factors);
        var statistics = ActivationRecorder.Record(graph, inputs);
        var ranges = Calibrator.RangedTensors(graph, recipe).ToDictionary(t => t, t => TensorRange.Measure(statistics[t], recipe.Ranges));
        return [.. OfFactors(kept.Factors, factors), .. OfRanges(kept.Ranges, ranges)];
    }

    private static IEnumerable<string> OfFactors(IReadOnlyDictionary<string, int[]> kept, IReadOnlyDictionary<string, double[]> measured)
    {
        if (!kept.Keys.Order(StringComparer.Ordinal).SequenceEqual(measured.Keys.Order(StringComparer.Ordinal)))
        {
            return ["other tensors are equalized"];
        }

        var differences = kept.SelectMany(k => k.Value.Zip(measured[k.Key], (steps, m) => (Tensor: k.Key, Kept: steps, Measured: m, Noise: Math.Abs(steps - m) - FactorRounding))).ToList();
        var unusual = differences.Count(d => d.Noise > UsualFactorNoise);
        return [
            .. differences.Where(d => d.Noise > MostFactorNoise).Select(d => $"a factor of '{d.Tensor}' is kept as {d.Kept} steps and measured as {d.Measured}"),
            .. unusual > UnusualShare * differences.Count ? [$"{unusual} of {differences.Count} factors are off by more than {UsualFactorNoise} steps"] : Array.Empty<string>()];
    }

    private static IEnumerable<string> OfRanges(IReadOnlyDictionary<string, float[]> kept, IReadOnlyDictionary<string, (double Low, double High)> measured) =>
        kept.Keys.Order(StringComparer.Ordinal).SequenceEqual(measured.Keys.Order(StringComparer.Ordinal))
            ? kept.Where(k => !Explains(k.Value, measured[k.Key])).Select(k => $"the range of '{k.Key}' is kept as {k.Value[0]}..{k.Value[1]} and measured as {measured[k.Key]}")
            : ["other tensors have ranges"];

    private static bool Explains(float[] kept, (double Low, double High) measured)
    {
        var inner = TensorRange.Rounded(measured.Low * (1 - BoundNoise), measured.High * (1 - BoundNoise));
        var outer = TensorRange.Rounded(measured.Low * (1 + BoundNoise), measured.High * (1 + BoundNoise));
        return kept[0] >= outer.Low && kept[0] <= inner.Low && kept[1] >= inner.High && kept[1] <= outer.High;
    }
}
