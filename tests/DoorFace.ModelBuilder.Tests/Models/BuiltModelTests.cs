using DoorFace.ModelBuilder.Building;
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
    [Theory]
    [InlineData(ModelRole.Detector, "face-detector.int8.onnx")]
    [InlineData(ModelRole.Landmarks, "face-landmarks.int8.onnx")]
    [InlineData(ModelRole.Embedder, "face-embedder.int8.onnx")]
    [InlineData(ModelRole.Liveness, "face-liveness.onnx")]
    public void A_committed_model_is_to_the_byte_what_its_source_recipe_and_calibration_give(ModelRole role, string file)
    {
        var built = ModelQuantizer.Make(SourceModels.Read(role).Model, SourceModels.Recipe(role), SourceModels.Calibration(role));

        Assert.True(IsCommitted(file, built), $"{file} is not what scripts/build-models.sh makes here; run it and look at what 'doorface-models compare' says of the two.");
    }

    [Fact]
    public void The_least_change_of_source_recipe_or_calibration_shows_in_the_bytes()
    {
        var (source, recipe, calibration) = (SourceModels.Read(ModelRole.Landmarks), SourceModels.Recipe(ModelRole.Landmarks), SourceModels.Calibration(ModelRole.Landmarks)!);
        var weights = source.Nodes.First(n => n.OpType == "Conv").Input[1];
        var changed = source.Clone();
        changed.Set(weights, source.Floats(weights) with { Values = [-source.Floats(weights).Values[0], .. source.Floats(weights).Values.Skip(1)] });
        var (tensor, factors) = calibration.Factors.First();
        var (ranged, range) = calibration.Ranges.First();

        AssertDiffers(changed.Model, recipe, calibration);
        AssertDiffers(source.Model, recipe with { KeepFloat = [source.Nodes.Last(n => n.OpType == "Conv").Name] }, calibration);
        AssertDiffers(source.Model, recipe, calibration with { Factors = new Dictionary<string, int[]>(calibration.Factors) { [tensor] = [factors[0] - 1, .. factors[1..]] } });
        AssertDiffers(source.Model, recipe, calibration with { Ranges = new Dictionary<string, float[]>(calibration.Ranges) { [ranged] = [range[0], MathF.BitIncrement(range[1])] } });

        static void AssertDiffers(ModelProto source, Recipe recipe, CalibrationRecord calibration) =>
            Assert.False(IsCommitted("face-landmarks.int8.onnx", ModelQuantizer.Make(source, recipe, calibration)));
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

    private static bool IsCommitted(string file, ModelProto built) => File.ReadAllBytes(Committed(file)).AsSpan().SequenceEqual(built.ToByteArray());

    private static string Committed(string file) => Path.Combine(RepositoryFiles.Root, "models", file);
}
