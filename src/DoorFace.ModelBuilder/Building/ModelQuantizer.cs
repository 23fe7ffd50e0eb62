using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Passes;
using DoorFace.ModelBuilder.Quantization;
using DoorFace.ModelBuilder.Recipes;

namespace DoorFace.ModelBuilder.Building;

/// <summary>Makes a model by a recipe. The same model, recipe and calibration record give the same bytes on every machine.</summary>
internal static class ModelQuantizer
{
    private const string Producer = "doorface-models";

    // Of what it makes, not of the program: raised when the same source, recipe and calibration give other bytes.
    private const string ProducerVersion = "0.1.0";

    /// <param name="source">The float model; not changed.</param>
    /// <param name="recipe">How.</param>
    /// <param name="calibration">What <see cref="Calibrator"/> found of this model; none is needed when the recipe quantizes nothing.</param>
    /// <exception cref="ModelBuildException">The model, the recipe or the calibration holds something unsupported, or they do not fit each other.</exception>
    public static ModelProto Make(ModelProto source, Recipe recipe, CalibrationRecord? calibration)
    {
        var graph = Prepare(source, recipe);
        if (recipe.Quantize.Count > 0)
        {
            Quantize(graph, recipe, calibration ?? throw new ModelBuildException("The recipe quantizes, but there is no calibration; make one with 'doorface-models calibrate'."));
        }
        else
        {
            PadChannels.Apply(graph);
        }

        RewritePRelu.Apply(graph);
        Prune.Apply(graph);
        TopologicalOrder.Apply(graph);
        graph.Model.ProducerName = Producer;
        graph.Model.ProducerVersion = ProducerVersion;
        return graph.Model;
    }

    /// <summary>A simplified copy that the recipe fits: what is calibrated and quantized.</summary>
    /// <exception cref="ModelBuildException">The model holds something unsupported, or the recipe does not fit it.</exception>
    public static ModelGraph Prepare(ModelProto source, Recipe recipe)
    {
        var graph = new ModelGraph(source.Clone());
        Simplify(graph);
        recipe.CheckFits(graph);
        return graph;
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

    private static void Quantize(ModelGraph graph, Recipe recipe, CalibrationRecord calibration)
    {
        EqualizeActivations.Apply(graph, calibration.Factors);
        if (Calibrator.RangedTensors(graph, recipe).FirstOrDefault(t => !calibration.Ranges.ContainsKey(t)) is { } missing)
        {
            throw new ModelBuildException($"The calibration has no range of '{missing}'; it is that of another model or recipe. Calibrate anew.");
        }

        var ranges = calibration.Ranges.ToDictionary(r => r.Key, r => new TensorRange(r.Value[0], r.Value[1]));
        if (recipe.InputRange is [var low, var high])
        {
            ranges[graph.Inputs[0]] = new TensorRange(low, high);
        }

        InsertQuantization.Apply(graph, ranges, recipe.Chooses);
    }
}
