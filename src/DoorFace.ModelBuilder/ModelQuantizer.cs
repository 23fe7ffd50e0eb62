using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Passes;
using DoorFace.ModelBuilder.Recipes;

namespace DoorFace.ModelBuilder;

/// <summary>Makes a model by a recipe. The same model, recipe and calibration set give the same bytes.</summary>
internal static class ModelQuantizer
{
    private const string Producer = "doorface-models";

    /// <param name="source">The float model; not changed.</param>
    /// <param name="recipe">How.</param>
    /// <param name="calibration">Inputs like those of its work; none are needed when the recipe quantizes nothing.</param>
    /// <param name="progress">Told the share of the work done, 0..1.</param>
    /// <param name="cancellation">Stops the calibration.</param>
    /// <exception cref="ModelBuildException">The model or the recipe holds something unsupported.</exception>
    public static ModelProto Make(
        ModelProto source, Recipe recipe, IReadOnlyList<float[]> calibration, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var graph = new ModelGraph(source.Clone());
        Simplify(graph);
        recipe.CheckFits(graph);
        if (recipe.Quantize.Count > 0)
        {
            if (calibration.Count == 0)
            {
                throw new ModelBuildException("The recipe quantizes, but there are no calibration pictures; give some with --calibration.");
            }

            Quantize(graph, recipe, calibration, progress, cancellation);
        }
        else
        {
            PadChannels.Apply(graph);
        }

        RewritePRelu.Apply(graph);
        Prune.Apply(graph);
        TopologicalOrder.Apply(graph);
        graph.Model.ProducerName = Producer;
        graph.Model.ProducerVersion = typeof(ModelQuantizer).Assembly.GetName().Version!.ToString(3);
        return graph.Model;
    }

    /// <summary>The same function in fewer and simpler operators.</summary>
    public static void Simplify(ModelGraph graph)
    {
        SupportedModels.Check(graph);
        ConstantsToInitializers.Apply(graph);
        StripDocs.Apply(graph);
        TopologicalOrder.Apply(graph);
        FoldShapes.Apply(graph);
        ConvertOpset.Apply(graph);
        FoldScalarMul.Apply(graph);
        FoldBatchNormalization.Apply(graph);
        NormalizeSlopes.Apply(graph);
        Prune.Apply(graph);
    }

    private static void Quantize(
        ModelGraph graph, Recipe recipe, IReadOnlyList<float[]> calibration, IProgress<double>? progress, CancellationToken cancellation)
    {
        var rounds = recipe.Equalize is null ? 1 : 2;
        var done = 0;
        if (recipe.Equalize is not null)
        {
            EqualizeActivations.Apply(graph, Record(), recipe.Equalize);
        }

        var ranges = Record().ToDictionary(t => t.Key, t => TensorRange.Of(t.Value, recipe.Ranges));
        if (recipe.InputRange is [var low, var high])
        {
            ranges[graph.Inputs[0]] = new TensorRange(low, high);
        }

        InsertQuantization.Apply(graph, ranges, recipe.Chooses);

        IReadOnlyDictionary<string, TensorStatistics> Record()
        {
            var before = done++;
            var report = progress is null ? null : new Report(n => progress.Report((before + ((double)n / calibration.Count)) / rounds));
            return ActivationRecorder.Record(graph, calibration, report, cancellation);
        }
    }

    // Progress<T> reports on another thread and late; this one at once.
    private sealed class Report(Action<int> action) : IProgress<int>
    {
        void IProgress<int>.Report(int value) => action(value);
    }
}
