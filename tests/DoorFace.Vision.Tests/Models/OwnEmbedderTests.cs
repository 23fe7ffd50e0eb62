using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DoorFace.Core.Biometrics;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Models;

/// <summary>An embedder of the ArcFace kind needs an entry in the manifest and nothing else.</summary>
public sealed class OwnEmbedderTests : IDisposable
{
    private static readonly byte[] Model = TinyModel.Means("data", "fc1", planes: 3, side: 96);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_documented_entry_is_taken_for_measuring_and_refused_by_the_door()
    {
        var manifest = OwnModels.Write(_folder, OwnModels.Entry(ModelRole.Embedder));

        Assert.Equal("own-embedder.onnx", ModelCatalog.Load(manifest, measuring: true)[ModelRole.Embedder].File);
        var refusal = Assert.Throws<ModelException>(() => ModelCatalog.Load(manifest));
        Assert.Contains($"doorface-lab eval FOLDER --models {manifest} --impostor-scores", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_name_size_and_dimension_are_only_data()
    {
        var entry = Means();
        using var analyzer = Analyzer(entry);
        using var photo = Repository.Photo("sample3.jpg");
        var analysis = new FaceAnalysis();

        analyzer.Analyze(photo, analysis);

        Assert.Equal(new ModelHash((string)entry["sha256"]!), analyzer.EmbedderHash);
        Assert.Equal((3, 3), (analyzer.EmbeddingDimension, analysis.Embedding.Length));
        Assert.Equal(1, TensorPrimitives.Norm(analysis.Embedding), 1e-5f);
        // Skin: more red than green, more green than blue. In the entry's order of planes, and with its mean of 127.5.
        Assert.True(analysis.Embedding[0] > analysis.Embedding[1] && analysis.Embedding[1] > analysis.Embedding[2]);
    }

    [Fact]
    public void Features_without_a_length_are_a_fault_of_the_model_and_leave_no_face()
    {
        var entry = Means();
        // Every pixel counts next to nothing.
        entry["input"]!["deviation"] = 1e30;
        using var analyzer = Analyzer(entry);
        using var photo = Repository.Photo("sample3.jpg");
        var analysis = new FaceAnalysis();

        var fault = Assert.Throws<ModelException>(() => analyzer.Analyze(photo, analysis));

        Assert.Contains("the Embedder model gave values that are no result", fault.Message, StringComparison.Ordinal);
        Assert.Equal(-1, analysis.DescribedFace);
    }

    // The mean of each plane: three features.
    private static JsonObject Means()
    {
        var entry = OwnModels.Entry(ModelRole.Embedder);
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Model));
        entry["input"]!["shape"] = new JsonArray(1, 3, 96, 96);
        entry["outputs"]![0]!["shape"] = new JsonArray(1, 3);
        entry["impostorScores"] = JsonNode.Parse("""[{ "falseMatchRate": 0.01, "threshold": 0.9 }, { "falseMatchRate": 0.001, "threshold": 0.99 }]""");
        entry["impostorProvenance"] = JsonNode.Parse("""{ "dataset": "none", "command": "none", "comparisons": 1000 }""");
        return entry;
    }

    private FaceAnalyzer Analyzer(JsonObject entry)
    {
        var manifest = OwnModels.Write(_folder, entry);
        _folder.Write("own-embedder.onnx", Model);
        return new FaceAnalyzer(ModelCatalog.Load(manifest), new VisionOptions());
    }
}
