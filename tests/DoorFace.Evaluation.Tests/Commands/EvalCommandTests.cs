using System.Text.Json;
using System.Text.Json.Nodes;
using DoorFace.Evaluation.Tests.Support;
using DoorFace.Host.Control;
using DoorFace.Tests.Support;

namespace DoorFace.Evaluation.Tests.Commands;

public sealed class EvalCommandTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();
    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("doorface-eval-models-");

    public void Dispose()
    {
        _folder.Dispose();
        _models.Delete(recursive: true);
    }

    [Fact]
    public void The_doors_program_says_where_it_is_measured()
    {
        var (code, output, error) = DoorFaceProgram.Run(["eval", "somewhere", "--turn", "all"]);

        Assert.Equal((ExitCodes.Usage, "", "error: 'eval' is no command of a door's program any more: use 'doorface-lab eval', on a PC." + Environment.NewLine), (code, output, error));
    }

    [Fact]
    public void Photographs_are_measured_and_the_curve_is_written()
    {
        Fill();
        var png = Path.Combine(_folder.Path, "det.png");

        var (code, output, error) = Run(_folder.Path, "--json", "--det", png);

        Assert.Equal((ExitCodes.Success, ""), (code, error));
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal((2, 4), (json.GetProperty("people").GetInt32(), json.GetProperty("images").GetInt32()));
        Assert.Equal(0, json.GetProperty("equalErrorRate").GetDouble());
        // Four impostor comparisons support no rate at all.
        Assert.Empty(json.GetProperty("operatingPoints").EnumerateArray());
        Assert.Equal("PNG"u8, File.ReadAllBytes(png)[1..4]);
    }

    [Fact]
    public void Too_few_comparisons_for_impostor_scores_are_refused()
    {
        Fill();

        var (code, output, error) = Run(_folder.Path, "--impostor-scores");

        Assert.Equal((ExitCodes.Usage, ""), (code, output));
        Assert.Contains("4 impostor comparisons are too few", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_embedder_without_impostor_scores_can_be_measured()
    {
        Fill();

        var (code, output, error) = Run(_folder.Path, "--models", WriteUnmeasuredManifest(), "--json");

        Assert.Equal((ExitCodes.Success, ""), (code, error));
        Assert.Equal(0, JsonDocument.Parse(output).RootElement.GetProperty("equalErrorRate").GetDouble());
    }

    [Theory]
    [InlineData("--max-per-person is 1; it must be 2 to 64.", "--max-per-person", "1")]
    [InlineData("--references is 0; it must be 1 to 63.", "--references", "0")]
    [InlineData("either --json or --impostor-scores", "--json", "--impostor-scores")]
    [InlineData("need 7 images, and --max-per-person is 6", "--references", "4", "--probes", "3")]
    public void An_option_out_of_range_is_refused_before_any_work(string reason, params string[] options)
    {
        var (code, output, error) = Run([_folder.Path, .. options]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_in_one_line()
    {
        var (code, output, error) = Run(Path.Combine(_folder.Path, "nowhere"));

        Assert.Equal((ExitCodes.Usage, ""), (code, output));
        Assert.StartsWith("error: There is no folder", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public void A_missing_model_manifest_is_an_error_in_one_line()
    {
        Fill();

        var (code, _, error) = Run(_folder.Path, "--models", Path.Combine(_folder.Path, "none.json"));

        Assert.Equal(ExitCodes.Fault, code);
        Assert.Contains("none.json", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_that_cannot_be_written_is_an_error_that_names_the_file()
    {
        Fill();
        var png = Path.Combine(_folder.Path, "no", "such", "det.png");

        var (code, _, error) = Run(_folder.Path, "--det", png);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(png, error, StringComparison.Ordinal);
    }

    private string WriteUnmeasuredManifest()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(RepositoryFiles.Manifest))!;
        var embedder = manifest["models"]!.AsArray().Single(model => (string?)model!["role"] == "embedder")!.AsObject();
        Assert.True(embedder.Remove("impostorScores") && embedder.Remove("impostorProvenance"));
        foreach (var model in Directory.GetFiles(RepositoryFiles.ModelDirectory, "*.onnx"))
        {
            File.CreateSymbolicLink(Path.Combine(_models.FullName, Path.GetFileName(model)), model);
        }

        var path = Path.Combine(_models.FullName, "own.json");
        File.WriteAllText(path, manifest.ToJsonString());
        return path;
    }

    // The same photograph twice for each: enough to run every step.
    private void Fill()
    {
        foreach (var (person, photo) in new[] { ("Al", 3), ("Bo", 5) })
        {
            _folder.CopyPhoto(photo, $"{person}/1.jpg");
            _folder.CopyPhoto(photo, $"{person}/2.jpg");
        }
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => DoorFaceProgram.Measure(["eval", .. arguments]);
}
