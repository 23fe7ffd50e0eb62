namespace DoorFace.Vision.Models;

/// <summary>What the code of each role takes for granted about its model. −1 stands for any size of at least 1.</summary>
internal static class RoleContract
{
    /// <exception cref="ModelException">The description does not fit its role.</exception>
    public static void Check(ModelDescription model, string manifestPath, bool measuring)
    {
        void Require(bool holds, string expected)
        {
            if (!holds)
            {
                throw new ModelException($"{manifestPath}: {model.Role} model {model.File}: {expected}.");
            }
        }

        Require(model.File.Length > 0 && model.File == Path.GetFileName(model.File), "'file' must be a file name without a folder");
        Require(model.Input.Layout == "NCHW", $"the input's layout must be NCHW, not '{model.Input.Layout}'");
        Require(model.Input.Deviation > 0 && float.IsFinite(model.Input.Mean), "the input's mean must be finite and its deviation above 0");

        var planes = model.Input.Channels == ChannelOrder.Grey ? 1 : 3;
        RequireShape("input", model.Input.Shape, [1, planes, -1, -1]);
        Require(model.Role == ModelRole.Detector || model.Input.Width == model.Input.Height, "the input's picture must be square");

        Require(
            model.Decoder.HasValue == (model.Role == ModelRole.Detector),
            model.Decoder.HasValue ? "only a detector has a 'decoder'" : $"it needs a 'decoder', one of {NameConverter<DetectorDecoder>.Known}");
        if (model.Decoder == DetectorDecoder.Yunet)
        {
            Require(
                model.Input.Height % YunetOutputs.LargestStride == 0 && model.Input.Width % YunetOutputs.LargestStride == 0,
                $"the input's height and width must be multiples of {YunetOutputs.LargestStride}");
        }

        var outputs = OutputShapes(model);
        Require(model.Outputs.Count == outputs.Length, $"it must have {outputs.Length} outputs, not {model.Outputs.Count}");
        for (var i = 0; i < outputs.Length; i++)
        {
            RequireShape($"output {i} ('{model.Outputs[i].Name}')", model.Outputs[i].Shape, outputs[i]);
        }

        if (model.Decoder == DetectorDecoder.Ultraface)
        {
            Require(model.Outputs[0].Shape[1] == model.Outputs[1].Shape[1], "it must have as many scores as boxes");
        }

        if (model.Role == ModelRole.Embedder && !measuring)
        {
            Require(
                model.ImpostorScores.Count >= 2,
                $"the embedder needs at least two impostorScores; measure them with 'doorface eval FOLDER --models {manifestPath} --impostor-scores'");
            Require(model.ImpostorProvenance is { Comparisons: > 0 }, "impostorScores need their impostorProvenance");
        }

        if (model.Role is ModelRole.Detector or ModelRole.Liveness)
        {
            Require(model.OperatingPoints.Count >= 1, "it needs at least one entry in operatingPoints");
            Require(model.OperatingPoints.All(p => p.Threshold is >= 0 and <= 1), "a threshold in operatingPoints is 0 to 1");
        }

        void RequireShape(string what, IReadOnlyList<int> actual, int[] expected)
        {
            var fits = actual.Count == expected.Length;
            for (var i = 0; fits && i < expected.Length; i++)
            {
                fits = actual[i] >= 1 && (expected[i] == -1 || expected[i] == actual[i]);
            }

            Require(fits, $"the {what} has the shape {TensorShape.Text(actual)}, its role needs {TensorShape.Text(expected)}");
        }
    }

    private static int[][] OutputShapes(ModelDescription model) => model.Role switch
    {
        ModelRole.Detector when model.Decoder == DetectorDecoder.Yunet => YunetOutputs.Shapes(model.Input),
        ModelRole.Detector => [[1, -1, 2], [1, -1, 4]],
        ModelRole.Landmarks => [[1, 136]],
        ModelRole.Embedder => [[1, -1]],
        ModelRole.Liveness => [[1, 3]],
        _ => throw new ArgumentOutOfRangeException(nameof(model), model.Role, "Unknown role."),
    };
}
