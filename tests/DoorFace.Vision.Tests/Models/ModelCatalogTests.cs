using System.Text;
using System.Text.Json.Nodes;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Models;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_products_manifest_describes_every_role()
    {
        var catalog = Repository.Catalog();

        foreach (var role in Enum.GetValues<ModelRole>())
        {
            var model = catalog[role];
            Assert.Equal(role, model.Role);
            Assert.True(File.Exists(Path.Combine(RepositoryFiles.Root, "models", model.Card)), $"{model.Card} is missing.");
        }
    }

    [Fact]
    public void The_impostor_scores_rise_as_their_rate_falls()
    {
        var scores = Repository.Catalog()[ModelRole.Embedder].ImpostorScores;

        Assert.True(scores.Count >= 3);
        Assert.All(scores.Zip(scores.Skip(1)), pair =>
        {
            Assert.True(pair.First.FalseMatchRate > pair.Second.FalseMatchRate);
            Assert.True(pair.First.Threshold < pair.Second.Threshold);
        });
    }

    [Fact]
    public void A_missing_manifest_is_named() =>
        AssertRefused(Path.Combine(_folder.Path, "models.json"), "models.json: the model manifest is missing");

    [Theory]
    [InlineData("", "not a model manifest")]
    [InlineData("{ \"models\": [", "not a model manifest")]
    [InlineData("null", "the model manifest is empty")]
    [InlineData("{ }", "models")]
    [InlineData("{ \"models\": null }", "models")]
    [InlineData("{ \"models\": [null] }", "has null in it")]
    public void Malformed_json_is_refused(string json, string expected) => AssertRefused(Write(json), expected);

    [Fact]
    public void The_place_of_a_mistake_is_given() => AssertRefused(Write("{\n\"models\": [ 7 ] }"), "$.models[0], line 2");

    [Fact]
    public void An_unknown_property_is_refused() => AssertRefused(Edit(m => m[0]!["speed"] = 1), "speed");

    [Fact]
    public void An_unknown_role_is_refused_and_the_known_ones_are_named() =>
        AssertRefused(Edit(m => m[0]!["role"] = "oracle"), "unknown ModelRole 'oracle', known are detector, landmarks, embedder, liveness");

    [Fact]
    public void A_role_with_two_models_is_refused() =>
        AssertRefused(Edit(m => m.Add(m[1]!.DeepClone())), "two models have the role Landmarks");

    [Fact]
    public void A_role_without_a_model_is_refused() => AssertRefused(Edit(m => m.RemoveAt(3)), "no model has the role Liveness");

    [Fact]
    public void A_hash_that_is_none_is_refused() => AssertRefused(Edit(m => m[0]!["sha256"] = "1234"), "A model hash is 64 hexadecimal digits");

    [Fact]
    public void A_model_outside_of_the_folder_is_refused() =>
        AssertRefused(Edit(m => m[0]!["file"] = "../fr_detect.onnx"), "'file' must be a file name without a folder");

    [Fact]
    public void A_shape_that_the_role_cannot_use_is_refused() => AssertRefused(
        Edit(m => m[1]!["outputs"]![0]!["shape"] = new JsonArray(1, 10)), "has the shape [1,10], its role needs [1,136]");

    [Fact]
    public void Planes_that_contradict_the_channels_are_refused() =>
        AssertRefused(Edit(m => m[0]!["input"]!["channels"] = "grey"), "the input has the shape [1,3,240,320], its role needs [1,1,?,?]");

    [Fact]
    public void A_face_that_would_be_stretched_is_refused() =>
        AssertRefused(Edit(m => m[2]!["input"]!["shape"] = new JsonArray(1, 3, 112, 96)), "the input's picture must be square");

    [Fact]
    public void Another_layout_is_refused() => AssertRefused(Edit(m => m[0]!["input"]!["layout"] = "NHWC"), "the input's layout must be NCHW");

    [Fact]
    public void A_deviation_of_zero_is_refused() => AssertRefused(Edit(m => m[0]!["input"]!["deviation"] = 0), "deviation above 0");

    [Fact]
    public void Impostor_scores_without_their_provenance_are_refused() =>
        AssertRefused(Edit(m => m[2]!.AsObject().Remove("impostorProvenance")), "impostorScores need their impostorProvenance");

    [Fact]
    public void An_embedder_without_impostor_scores_is_refused_with_the_way_to_measure_them() => AssertRefused(
        Edit(m => m[2]!.AsObject().Remove("impostorScores")), "at least two impostorScores; measure them with 'doorface-lab eval FOLDER --models ");

    [Theory]
    [InlineData("outputs")]
    [InlineData("operatingPoints")]
    public void Null_in_a_list_is_refused(string list) => AssertRefused(Edit(m => m[0]![list]!.AsArray().Add(null)), "has null in it");

    [Theory]
    [InlineData(0.2)] // below the threshold of a greater rate
    [InlineData(1.5)]
    public void Impostor_scores_that_allow_no_threshold_are_refused(double threshold) =>
        AssertRefused(Edit(m => m[2]!["impostorScores"]![2]!["threshold"] = threshold), "impostorScores: Impostor quantile");

    [Fact]
    public void An_embedder_whose_impostor_scores_are_about_to_be_measured_needs_none()
    {
        var manifest = Edit(m =>
        {
            m[2]!.AsObject().Remove("impostorScores");
            m[2]!.AsObject().Remove("impostorProvenance");
        });

        Assert.Empty(ModelCatalog.Load(manifest, measuring: true)[ModelRole.Embedder].ImpostorScores);
    }

    [Fact]
    public void A_detector_without_a_decoder_is_refused_and_the_known_ones_are_named() =>
        AssertRefused(Edit(m => m[0]!.AsObject().Remove("decoder")), "it needs a 'decoder', one of ultraface, yunet");

    [Fact]
    public void An_unknown_decoder_is_refused_and_the_known_ones_are_named() =>
        AssertRefused(Edit(m => m[0]!["decoder"] = "oracle"), "unknown DetectorDecoder 'oracle', known are ultraface, yunet");

    [Fact]
    public void A_decoder_of_another_role_is_refused() =>
        AssertRefused(Edit(m => m[1]!["decoder"] = "yunet"), "only a detector has a 'decoder'");

    [Fact]
    public void An_input_that_the_decoder_cannot_divide_into_cells_is_refused() =>
        AssertRefused(Edit(m => m[0]!["decoder"] = "yunet"), "the input's height and width must be multiples of 32");

    [Fact]
    public void Outputs_that_the_decoder_cannot_read_are_refused() => AssertRefused(
        Edit(m =>
        {
            m[0]!["decoder"] = "yunet";
            m[0]!["input"]!["shape"] = new JsonArray(1, 3, 256, 320);
        }),
        "it must have 9 outputs, not 2");

    [Fact]
    public void A_detector_without_an_operating_point_is_refused() =>
        AssertRefused(Edit(m => m[0]!.AsObject().Remove("operatingPoints")), "at least one entry in operatingPoints");

    private static void AssertRefused(string manifest, string expected)
    {
        var exception = Assert.Throws<ModelException>(() => ModelCatalog.Load(manifest));
        Assert.StartsWith(manifest, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private string Write(string json) => _folder.Write("models.json", Encoding.UTF8.GetBytes(json));

    private string Edit(Action<JsonArray> change) => Write(ManifestText.Edit(change));
}
