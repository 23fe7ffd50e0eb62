using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Models;

public sealed class ModelSessionTests : IDisposable
{
    private const int Landmarks = 1;
    private const string LandmarksFile = "face-landmarks.int8.onnx";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ModelRole.Detector)]
    [InlineData(ModelRole.Landmarks)]
    [InlineData(ModelRole.Embedder)]
    [InlineData(ModelRole.Liveness)]
    public void Every_model_of_the_product_loads_and_runs(ModelRole role)
    {
        using var session = Repository.Catalog().CreateSession(role);

        session.Run();

        Assert.All(session.Output(0).ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Contains(session.Output(0).ToArray(), value => value != 0);
    }

    [Fact]
    public void Clearing_zeroes_input_and_outputs()
    {
        using var session = Repository.Catalog().CreateSession(ModelRole.Landmarks);
        session.Input.Fill(0.5f);
        session.Run();

        session.Clear();

        Assert.All(session.Input.ToArray(), value => Assert.Equal(0, value));
        Assert.All(session.Output(0).ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Model_files_are_taken_from_beside_the_manifest_unless_told_otherwise()
    {
        var manifest = _folder.Write("models.json", File.ReadAllBytes(RepositoryFiles.Manifest));
        File.Copy(Path.Combine(RepositoryFiles.ModelDirectory, LandmarksFile), Path.Combine(_folder.Path, LandmarksFile));

        using var session = ModelCatalog.Load(manifest).CreateSession(ModelRole.Landmarks);

        Assert.Equal(ModelRole.Landmarks, session.Description.Role);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var message = Refusal(ModelCatalog.Load(RepositoryFiles.Manifest, _folder.Path));
        Assert.StartsWith(Path.Combine(_folder.Path, LandmarksFile), message, StringComparison.Ordinal);
        Assert.Contains("the Landmarks model is missing; bring it with scripts/setup.sh", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_one_changed_byte_is_refused_with_both_hashes()
    {
        var bytes = ModelBytes();
        bytes[bytes.Length / 2] ^= 1;
        AssertOtherHash(bytes);
    }

    [Fact]
    public void A_truncated_file_is_refused_with_both_hashes() => AssertOtherHash(ModelBytes()[..^1]);

    [Fact]
    public void An_empty_file_is_refused_with_both_hashes() => AssertOtherHash([]);

    [Fact]
    public void A_file_that_is_no_model_is_refused() =>
        Assert.Contains("ONNX Runtime cannot load the model", Refusal("not a model"u8.ToArray()), StringComparison.Ordinal);

    [Fact]
    public void An_input_of_another_name_is_refused() => Assert.Contains(
        "the model has no input 'picture', it has input",
        Refusal(ModelBytes(), m => m["input"]!["name"] = "picture"),
        StringComparison.Ordinal);

    [Fact]
    public void An_output_of_another_name_is_refused() => Assert.Contains(
        "the model has no output 'points', it has output",
        Refusal(ModelBytes(), m => m["outputs"]![0]!["name"] = "points"),
        StringComparison.Ordinal);

    [Fact]
    public void An_input_of_another_shape_is_refused() => Assert.Contains(
        "input 'input' has the shape [1,1,64,64], the manifest expects [1,1,32,32]",
        Refusal(ModelBytes(), m => m["input"]!["shape"] = new JsonArray(1, 1, 32, 32)),
        StringComparison.Ordinal);

    [Fact]
    public void An_output_of_another_shape_is_refused() => Assert.Contains(
        "output 'output' has the shape [1,1,64,64], the manifest expects [1,136]",
        Refusal(TinyModel.Identity(TinyModel.Float, 1, 1, 64, 64)),
        StringComparison.Ordinal);

    [Fact]
    public void Another_element_type_is_refused() => Assert.Contains(
        "input 'input' holds Double values, expected Float",
        Refusal(TinyModel.Identity(TinyModel.Double, 1, 1, 64, 64)),
        StringComparison.Ordinal);

    private static byte[] ModelBytes() => File.ReadAllBytes(Path.Combine(RepositoryFiles.ModelDirectory, LandmarksFile));

    private static string Refusal(ModelCatalog catalog) =>
        Assert.Throws<ModelException>(() => catalog.CreateSession(ModelRole.Landmarks)).Message;

    // A catalog whose manifest knows the file's hash, so that only what is in the file can be wrong.
    private string Refusal(byte[] model, Action<JsonNode>? change = null)
    {
        _folder.Write(LandmarksFile, model);
        var json = ManifestText.Edit(models =>
        {
            models[Landmarks]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(model));
            change?.Invoke(models[Landmarks]!);
        });
        return Refusal(ModelCatalog.Load(_folder.Write("models.json", Encoding.UTF8.GetBytes(json))));
    }

    private void AssertOtherHash(byte[] model)
    {
        _folder.Write(LandmarksFile, model);
        var catalog = ModelCatalog.Load(RepositoryFiles.Manifest, _folder.Path);

        var message = Refusal(catalog);

        Assert.Contains(LandmarksFile, message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(model)), message, StringComparison.Ordinal);
        Assert.Contains(catalog[ModelRole.Landmarks].Hash.Value, message, StringComparison.Ordinal);
    }
}
