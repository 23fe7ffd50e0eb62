using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Passes;
using DoorFace.ModelBuilder.Quantization;
using DoorFace.ModelBuilder.Recipes;

namespace DoorFace.ModelBuilder.Building;

/// <summary>Runs a float model over a calibration set and decides what its quantized form needs to know of it.</summary>
internal static class Calibrator
{
    /// <param name="source">The float model; not changed.</param>
    /// <param name="recipe">How it will be quantized.</param>
    /// <param name="inputs">Inputs like those of its work, one at least.</param>
    /// <param name="progress">Told the share of the work done, 0..1.</param>
    /// <param name="cancellation">Stops between inputs.</param>
    /// <exception cref="ModelBuildException">The model or the recipe holds something unsupported.</exception>
    public static CalibrationRecord Calibrate(
        ModelProto source, Recipe recipe, IReadOnlyList<float[]> inputs, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var graph = ModelQuantizer.Prepare(source, recipe);
        var rounds = recipe.Equalize is null ? 1 : 2;
        var done = 0;
        IReadOnlyDictionary<string, int[]> factors = new Dictionary<string, int[]>();
        if (recipe.Equalize is not null)
        {
            factors = EqualizeActivations.Round(EqualizeActivations.Measure(graph, Record(), recipe.Equalize));
            EqualizeActivations.Apply(graph, factors);
        }

        var statistics = Record();
        var ranges = RangedTensors(graph, recipe).ToDictionary(tensor => tensor, tensor => TensorRange.Of(statistics[tensor], recipe.Ranges));
        return new CalibrationRecord { Factors = factors, Ranges = ranges.ToDictionary(r => r.Key, r => (float[])[r.Value.Low, r.Value.High]) };

        IReadOnlyDictionary<string, TensorStatistics> Record()
        {
            var before = done++;
            var report = progress is null ? null : new Report(n => progress.Report((before + ((double)n / inputs.Count)) / rounds));
            return ActivationRecorder.Record(graph, inputs, report, cancellation);
        }
    }

    /// <summary>The tensors whose ranges come from pictures: those that chosen nodes read or make and that stay, in the order of the model.</summary>
    public static IReadOnlyList<string> RangedTensors(ModelGraph graph, Recipe recipe)
    {
        var tensors = graph.Nodes.Where(recipe.Chooses).SelectMany(n => n.Input.Concat(n.Output)).Distinct()
            .Where(t => t.Length > 0 && !graph.IsConstant(t) && !InsertQuantization.IsMerged(graph, t, recipe.Chooses));
        return [.. recipe.InputRange is null ? tensors : tensors.Except(graph.Inputs)];
    }

    // Progress<T> reports on another thread and late; this one at once.
    private sealed class Report(Action<int> action) : IProgress<int>
    {
        void IProgress<int>.Report(int value) => action(value);
    }
}
