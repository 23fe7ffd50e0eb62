using DoorFace.Core.Biometrics;

namespace DoorFace.Vision.Models;

/// <summary>What the code of each role takes for granted about its model. −1 stands for any size of at least 1.</summary>
internal sealed class RoleContract
{
    private readonly ModelDescription _model;
    private readonly string _manifestPath;

    private RoleContract(ModelDescription model, string manifestPath)
    {
        _model = model;
        _manifestPath = manifestPath;
    }

    /// <param name="model">An entry of the manifest.</param>
    /// <param name="manifestPath">For messages.</param>
    /// <param name="measuring">The embedder may lack impostor scores.</param>
    /// <exception cref="ModelException">The description does not fit its role.</exception>
    public static void Check(ModelDescription model, string manifestPath, bool measuring)
    {
        var contract = new RoleContract(model, manifestPath);
        contract.CheckFile();
        contract.CheckInput();
        contract.CheckDecoder();
        contract.CheckOutputs();
        if (model.Role == ModelRole.Embedder && !measuring)
        {
            contract.CheckImpostorScores();
        }

        if (model.Role is ModelRole.Detector or ModelRole.Liveness)
        {
            contract.CheckOperatingPoints();
        }
    }

    private void CheckFile() =>
        Require(_model.File.Length > 0 && _model.File == Path.GetFileName(_model.File), "'file' must be a file name without a folder");

    private void CheckInput()
    {
        var input = _model.Input;
        Require(input.Layout == "NCHW", $"the input's layout must be NCHW, not '{input.Layout}'");
        Require(input.Deviation > 0 && float.IsFinite(input.Mean), "the input's mean must be finite and its deviation above 0");
        RequireShape("input", input.Shape, [1, input.Channels == ChannelOrder.Grey ? 1 : 3, -1, -1]);
        Require(_model.Role == ModelRole.Detector || input.Width == input.Height, "the input's picture must be square");
    }

    private void CheckDecoder()
    {
        if (_model.Role != ModelRole.Detector)
        {
            Require(_model.Decoder is null, "only a detector has a 'decoder'");
            return;
        }

        Require(_model.Decoder is not null, $"it needs a 'decoder', one of {NameConverter<DetectorDecoder>.Known}");
        var cells = _model.Decoder == DetectorDecoder.Yunet ? YunetOutputs.LargestStride : 1;
        Require(_model.Input.Height % cells == 0 && _model.Input.Width % cells == 0, $"the input's height and width must be multiples of {cells}");
    }

    private void CheckOutputs()
    {
        var shapes = OutputShapes();
        Require(_model.Outputs.Count == shapes.Length, $"it must have {shapes.Length} outputs, not {_model.Outputs.Count}");
        for (var i = 0; i < shapes.Length; i++)
        {
            RequireShape($"output {i} ('{_model.Outputs[i].Name}')", _model.Outputs[i].Shape, shapes[i]);
        }

        Require(
            _model.Decoder != DetectorDecoder.Ultraface || _model.Outputs[0].Shape[1] == _model.Outputs[1].Shape[1],
            "it must have as many scores as boxes");
    }

    private int[][] OutputShapes() => _model.Role switch
    {
        ModelRole.Detector when _model.Decoder == DetectorDecoder.Yunet => YunetOutputs.Shapes(_model.Input),
        ModelRole.Detector => [[1, -1, 2], [1, -1, 4]],
        ModelRole.Landmarks => [[1, 136]],
        ModelRole.Embedder => [[1, -1]],
        ModelRole.Liveness => [[1, 3]],
        _ => throw new InvalidOperationException($"Unknown role {_model.Role}."),
    };

    private void CheckImpostorScores()
    {
        Require(
            _model.ImpostorScores.Count >= 2,
            $"the embedder needs at least two impostorScores; measure them with 'doorface-lab eval FOLDER --models {_manifestPath} --impostor-scores'");
        Require(_model.ImpostorProvenance is { Comparisons: > 0 }, "impostorScores need their impostorProvenance");
        var objection = OperatingPoint.ObjectionTo(_model.ImpostorScores);
        Require(objection is null, $"impostorScores: {objection?.TrimEnd('.')}");
    }

    private void CheckOperatingPoints()
    {
        Require(_model.OperatingPoints.Count >= 1, "it needs at least one entry in operatingPoints");
        Require(_model.OperatingPoints.All(p => p.Threshold is >= 0 and <= 1), "a threshold in operatingPoints is 0 to 1");
    }

    private void RequireShape(string what, IReadOnlyList<int> actual, int[] expected)
    {
        var fits = actual.Count == expected.Length;
        for (var i = 0; fits && i < expected.Length; i++)
        {
            fits = actual[i] >= 1 && (expected[i] == -1 || expected[i] == actual[i]);
        }

        Require(fits, $"the {what} has the shape {TensorShape.Text(actual)}, its role needs {TensorShape.Text(expected)}");
    }

    private void Require(bool holds, string expected)
    {
        if (!holds)
        {
            throw new ModelException($"{_manifestPath}: {_model.Role} model {_model.File}: {expected}.");
        }
    }
}
