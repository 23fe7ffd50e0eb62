using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Processes;

/// <summary>The program with another embedder, registered in a manifest of one's own: nobody is compared across embedders.</summary>
public sealed class OwnEmbedderTests : IClassFixture<Household>, IDisposable
{
    private const string WayOut = "remove the resident and enroll again";

    private readonly Household _household;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-own-models-");
    private readonly string _manifest;

    public OwnEmbedderTests(Household household)
    {
        _household = household;
        _manifest = WriteManifest();
        household.CopyInto(_folder.CreateSubdirectory("unit").FullName);
    }

    private string Database => Path.Combine(_folder.FullName, "unit", "doorface.db");

    private string LastResidentFrame => Directory.GetFiles(_household.ResidentWalksUp).Order(StringComparer.Ordinal).Last();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Identifying_leaves_out_references_of_another_embedder_and_says_what_to_do()
    {
        var identified = await RunAsync(Database, "identify", LastResidentFrame, "--json");

        Assert.Equal(1, identified.ExitCode);
        Assert.Contains(identified.Errors, line => line.Contains(WayOut, StringComparison.Ordinal));
        var answer = JsonDocument.Parse(string.Concat(identified.Output)).RootElement;
        Assert.Equal(0, answer.GetProperty("residents").GetInt32());
        Assert.Equal(JsonValueKind.Null, Assert.Single(answer.GetProperty("faces").EnumerateArray()).GetProperty("candidate").ValueKind);
    }

    [Fact]
    public async Task The_door_stays_locked_for_them_and_says_what_to_do()
    {
        var run = await RunAsync(Database, ["run", "--camera", _household.ResidentWalksUp, .. ProgramRun.EveryFrame]);

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        Assert.Contains(run.Errors, line => line.Contains(WayOut, StringComparison.Ordinal));
        Assert.Contains(run.Errors, line => line.Contains("Denied: ", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Output, line => line.Contains("\"line\":17,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_enrolled_with_it_is_identified_with_it()
    {
        var database = Path.Combine(_folder.FullName, "doorface.db");

        Assert.Equal(0, (await RunAsync(database, "enroll", "Sam", "--from", _household.Portrait)).ExitCode);
        var identified = await RunAsync(database, "identify", LastResidentFrame);

        Assert.Equal(0, identified.ExitCode);
        Assert.Empty(identified.Errors);
    }

    private Task<ProgramRun> RunAsync(string database, params string[] arguments) =>
        ProgramRun.SimulatorAsync(_folder.FullName, [.. arguments, "--database", database, "--set", $"Models:Manifest={_manifest}"]);

    // The product's embedder with a description appended (ModelProto.doc_string): the same features from another file, which is another model.
    private string WriteManifest()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(RepositoryFiles.Manifest))!;
        foreach (var model in manifest["models"]!.AsArray())
        {
            var file = (string)model!["file"]!;
            var content = File.ReadAllBytes(Path.Combine(RepositoryFiles.ModelDirectory, file));
            if ((string?)model["role"] == "embedder")
            {
                content = [.. content, 0x32, 3, .. "own"u8];
                (model["file"], model["sha256"]) = (file = "own-embedder.onnx", Convert.ToHexStringLower(SHA256.HashData(content)));
            }

            File.WriteAllBytes(Path.Combine(_folder.FullName, file), content);
        }

        var path = Path.Combine(_folder.FullName, "own.json");
        File.WriteAllText(path, manifest.ToJsonString());
        return path;
    }
}
