using DoorFace.ModelBuilder.Building;
using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Recipes;
using DoorFace.ModelBuilder.Tests.Support;
using static DoorFace.ModelBuilder.Tests.Support.TinyGraph;
using AttributeType = DoorFace.ModelBuilder.Onnx.AttributeProto.Types.AttributeType;
using DataLocation = DoorFace.ModelBuilder.Onnx.TensorProto.Types.DataLocation;
using DataType = DoorFace.ModelBuilder.Onnx.TensorProto.Types.DataType;

namespace DoorFace.ModelBuilder.Tests.Onnx;

/// <summary>What the builder cannot get right it refuses, by name, with the reason and the way out.</summary>
public sealed class RefusedModelTests
{
    [Fact]
    public void A_file_that_is_not_onnx() => AssertRefusedFile("no model at all"u8.ToArray(), "not an ONNX model");

    [Fact]
    public void An_empty_file() => AssertRefusedFile([], "not an ONNX model");

    [Fact]
    public void A_model_cut_off_anywhere()
    {
        var whole = Google.Protobuf.MessageExtensions.ToByteArray(Convolution().Model);
        foreach (var length in (int[])[1, 10, whole.Length / 2, whole.Length - 10])
        {
            AssertRefusedFile(whole[..length], "cut off");
        }
    }

    [Fact]
    public void A_missing_file()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ModelBuildException>(() => OnnxFile.Read(folder.File("none.onnx")));
    }

    [Fact]
    public void Weights_in_a_file_of_their_own() => AssertRefused("'y_w'", "external data", g => Weight(g).DataLocation = DataLocation.External);

    [Fact]
    public void Half_precision_weights() => AssertRefused("'y_w'", "float16", g => Weight(g).DataType = (int)DataType.Float16);

    [Fact]
    public void An_operator_of_another_domain() => AssertRefused("Conv_y", "com.example", g => g.Nodes[0].Domain = "com.example");

    [Fact]
    public void A_model_quantized_already() => AssertRefused("Conv_y", "quantized already", g => g.Nodes[0].OpType = "QLinearConv");

    [Fact]
    public void An_operator_unknown_in_an_old_set() => AssertRefused("Upsample", "not supported", g => g.Nodes[0].OpType = "Upsample");

    [Theory]
    [InlineData(8)]
    [InlineData(99)]
    public void A_set_of_operators_too_old_or_too_new(long opset) => AssertRefused("operator set", "supported are", g => g.Model.OpsetImport[0].Version = opset);

    [Fact]
    public void A_loop() =>
        AssertRefused("Conv_y", "loops and branches", g => g.Nodes[0].Attribute.Add(new AttributeProto { Name = "body", Type = AttributeType.Graph }));

    [Fact]
    public void An_input_of_free_shape() => AssertRefused(
        "'x'", "fixed shape", g => g.Model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" }, "PRelu");

    [Fact]
    public void A_tensor_that_nothing_makes() => AssertRefused("Conv_y", "'nowhere'", g => g.Nodes[0].Input[0] = "nowhere");

    [Fact]
    public void A_recipe_that_names_a_node_the_model_has_not()
    {
        var recipe = new Recipe { Quantize = [], KeepFloat = ["Conv_99"] };

        Assert.Contains("Conv_99", Assert.Throws<ModelBuildException>(() => ModelQuantizer.Make(Convolution().Model, recipe, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantizing_without_a_calibration() =>
        Assert.Throws<ModelBuildException>(() => ModelQuantizer.Make(Convolution().Model, new Recipe { Quantize = ["Conv"] }, null));

    [Fact]
    public void The_calibration_of_another_model()
    {
        AssertRefusedCalibration("'z'", new CalibrationRecord { Factors = new Dictionary<string, int[]> { ["z"] = [0] }, Ranges = new Dictionary<string, float[]>() });
        AssertRefusedCalibration("'x'", new CalibrationRecord { Factors = new Dictionary<string, int[]>(), Ranges = new Dictionary<string, float[]> { ["y"] = [0, 1] } });
    }

    [Theory]
    [InlineData("no calibration")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "factors": { "a": null }, "ranges": {} }""")]
    [InlineData("""{ "factors": {}, "ranges": { "a": null } }""")]
    [InlineData("""{ "factors": {}, "ranges": { "a": [1] } }""")]
    [InlineData("""{ "factors": {}, "ranges": { "a": [1, 2] } }""")]
    [InlineData("""{ "factors": {}, "ranges": { "a": [-1, 1e99] } }""")]
    public void A_file_that_is_no_calibration(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("calibration.json"), content);

        var refused = Assert.Throws<ModelBuildException>(() => CalibrationRecord.Read(folder.File("calibration.json")));

        Assert.Contains(folder.File("calibration.json"), refused.Message, StringComparison.Ordinal);
    }

    private static ModelGraph Convolution()
    {
        var graph = Of(9, [1, 4, 8, 8]);
        graph.ReplaceAll([graph.Convolution("y", "x", 4, 8)]);
        return graph;
    }

    private static TensorProto Weight(ModelGraph graph) => graph.Model.Graph.Initializer.Single(t => t.Name == "y_w");

    private static void AssertRefused(string where, string why, Action<ModelGraph> damage, string operation = "Conv")
    {
        var graph = Convolution();
        damage(graph);
        var recipe = new Recipe { Quantize = [operation] };

        var refused = Assert.Throws<ModelBuildException>(() => Calibrator.Calibrate(graph.Model, recipe, [new float[4 * 8 * 8]], cancellation: TestContext.Current.CancellationToken));

        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    private static void AssertRefusedCalibration(string where, CalibrationRecord calibration)
    {
        var refused = Assert.Throws<ModelBuildException>(() => ModelQuantizer.Make(Convolution().Model, new Recipe { Quantize = ["Conv"] }, calibration));

        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        Assert.Contains("another model", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertRefusedFile(byte[] content, string why)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        File.WriteAllBytes(path, content);

        var refused = Assert.Throws<ModelBuildException>(() => OnnxFile.Read(path));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }
}
