using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Recipes;
using DoorFace.ModelBuilder.Tests.Support;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;
using Google.Protobuf;

namespace DoorFace.ModelBuilder.Tests.Models;

/// <summary>The committed models: what they are made of, and that they are what their sources and recipes give.</summary>
public sealed class BuiltModelTests
{
    private const int CalibrationCount = 220;
    private const int CalibrationSeed = 1;

    [Theory]
    [InlineData(ModelRole.Detector, "face-detector.int8.onnx")]
    [InlineData(ModelRole.Landmarks, "face-landmarks.int8.onnx")]
    [InlineData(ModelRole.Embedder, "face-embedder.int8.onnx")]
    [InlineData(ModelRole.Liveness, "face-liveness.onnx")]
    public void A_committed_model_is_to_the_byte_what_its_source_and_recipe_give(ModelRole role, string file)
    {
        var recipe = Recipe.Read(Path.Combine(RepositoryFiles.Root, "src", "DoorFace.ModelBuilder", "Recipes", role.ToString().ToLowerInvariant() + ".json"));
        var photographs = Path.GetDirectoryName(RepositoryFiles.Photo(1))!;
        IReadOnlyList<float[]> inputs = recipe.Quantize.Count == 0
            ? []
            : CalibrationSet.Make(SourceModels.Catalog(), role, photographs, CalibrationCount, CalibrationSeed, null, TestContext.Current.CancellationToken);

        var built = ModelQuantizer.Make(SourceModels.Read(role).Model, recipe, inputs, null, TestContext.Current.CancellationToken);

        Assert.True(
            File.ReadAllBytes(Committed(file)).AsSpan().SequenceEqual(built.ToByteArray()),
            $"{file} is not what scripts/build-models.sh makes here; run it and look at what 'doorface-models compare' says of the two.");
    }

    [Fact]
    public void The_embedder_runs_on_integers_without_a_float_convolution_or_a_prelu()
    {
        var operators = Outputs.OptimizedGraph(OnnxFile.Read(Committed("face-embedder.int8.onnx"))).Nodes.Select(n => n.OpType).ToHashSet();

        Assert.DoesNotContain("Conv", operators);
        Assert.DoesNotContain("FusedConv", operators);
        Assert.DoesNotContain("PRelu", operators);
        Assert.Contains("QLinearConv", operators);
    }

    [Fact]
    public void Nothing_of_the_machine_that_exported_a_model_is_left_in_it()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "models"), "*.onnx"))
        {
            var model = OnnxFile.Read(file);
            Assert.False(model.HasDocString || model.Graph.Node.Any(n => n.HasDocString), file);
            Assert.Equal("doorface-models", model.ProducerName);
        }
    }

    private static string Committed(string file) => Path.Combine(RepositoryFiles.Root, "models", file);
}
