using System.Text.Json;
using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Comparisons;
using DoorFace.Evaluation.Data;
using DoorFace.Vision.Models;
using Spectre.Console;

namespace DoorFace.Evaluation.Tests.Comparisons;

public sealed class ReportTests
{
    private static readonly ModelHash Hash = new(new string('a', 64));

    [Fact]
    public void The_json_holds_a_point_for_each_supported_rate_and_names_the_others()
    {
        var json = JsonDocument.Parse(EvaluationJson.Serialize(Report(1, 1))).RootElement;

        Assert.Equal("made-up", json.GetProperty("dataset").GetString());
        Assert.Equal(Hash.Value, json.GetProperty("embedder").GetString());
        Assert.Equal((40, 161), (json.GetProperty("people").GetInt32(), json.GetProperty("images").GetInt32()));
        Assert.Equal("p7/lost.jpg", json.GetProperty("failuresToDetect")[0].GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("baseline").ValueKind);
        // 160 images make 12,720 pairs, 240 of them genuine: 12,480 comparisons support 1e-2 and 1e-3.
        Assert.Equal([1e-2, 1e-3], json.GetProperty("operatingPoints").EnumerateArray().Select(point => point.GetProperty("fmr").GetDouble()));
        Assert.Equal([1e-4, 1e-5, 1e-6], json.GetProperty("unsupportedFmr").EnumerateArray().Select(rate => rate.GetDouble()));
        foreach (var point in json.GetProperty("operatingPoints").EnumerateArray())
        {
            Assert.Equal((240, 12_480), (point.GetProperty("genuine").GetInt32(), point.GetProperty("impostor").GetInt32()));
            Assert.InRange(point.GetProperty("fnmr").GetDouble(), point.GetProperty("fnmrLow").GetDouble(), point.GetProperty("fnmrHigh").GetDouble());
            Assert.InRange(point.GetProperty("threshold").GetDouble(), -1, 1);
        }
    }

    [Fact]
    public void A_fused_report_comes_with_one_image_against_one_of_the_same_people()
    {
        var report = Report(2, 2);
        var json = JsonDocument.Parse(EvaluationJson.Serialize(report)).RootElement;

        Assert.Equal((2, 2), (json.GetProperty("references").GetInt32(), json.GetProperty("probes").GetInt32()));
        Assert.Equal(40, json.GetProperty("baseline").GetProperty("genuinePeople").GetInt32());
        Assert.Equal(240, json.GetProperty("baseline").GetProperty("operatingPoints")[0].GetProperty("genuine").GetInt32());
        Assert.True(report.Result.Rates.EqualErrorRate < report.Baseline!.Rates.EqualErrorRate, "Fusing views of one person helps.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_report() =>
        Assert.Equal(EvaluationJson.Serialize(Report(2, 1)), EvaluationJson.Serialize(Report(2, 1)));

    [Fact]
    public void More_images_than_anybody_has_are_refused_with_the_way_out()
    {
        var message = Assert.Throws<EvaluationException>(() => Report(3, 2)).Message;

        Assert.Contains("Nobody in 'made-up' has 5 usable images", message, StringComparison.Ordinal);
        Assert.Contains("--references", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_impostor_scores_are_what_the_manifest_reads_rounded_towards_refusing()
    {
        var report = Report(1, 1);

        var table = ImpostorScoreTable.From(report);
        var json = JsonDocument.Parse(table.Serialize()).RootElement;

        Assert.Equal([1e-2, 1e-3], table.ImpostorScores.Select(quantile => quantile.FalseMatchRate));
        Assert.All(table.ImpostorScores.Zip(report.Result.OperatingPoints), pair =>
        {
            Assert.InRange(pair.First.Threshold, pair.Second.Threshold, pair.Second.Threshold + 1.01e-4f);
            Assert.True(report.Result.Rates.FalseMatchRate(pair.First.Threshold) <= pair.First.FalseMatchRate);
        });
        Assert.Equal(0.01, json.GetProperty("impostorScores")[0].GetProperty("falseMatchRate").GetDouble());
        Assert.Equal(new ModelProvenance("made-up", "doorface-lab eval made-up --max-per-person 6 --references 1 --probes 1 --seed 1 --impostor-scores", 12_480), table.ImpostorProvenance);
        Assert.Equal(12_480, json.GetProperty("impostorProvenance").GetProperty("comparisons").GetInt64());
        // Good enough for the door to compute with.
        Assert.True(OperatingPoint.For(table.ImpostorScores, 1e-3, 5).Threshold.Value > table.ImpostorScores[1].Threshold);
    }

    [Fact]
    public void The_text_names_failures_figures_and_what_is_not_supported()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;

        EvaluationConsole.Write(console, Report(2, 2));

        var text = output.ToString();
        Assert.Contains("made-up: 40 people, 161 images", text, StringComparison.Ordinal);
        Assert.Contains("p7/lost.jpg: no [face] found", text, StringComparison.Ordinal);
        Assert.Contains("2 references against 2 probe images", text, StringComparison.Ordinal);
        Assert.Contains("genuine comparisons of the same 40 people", text, StringComparison.Ordinal);
        Assert.Contains("FMR 1E-6 is not supported", text, StringComparison.Ordinal);
    }

    private static EvaluationReport Report(int references, int probes) => EvaluationReport.Measure(
        new EmbeddedDataSet("made-up", Hash, People(), [new ImageFailure("p7/lost.jpg", "no [face] found")], []),
        new EvaluationOptions { Folder = "made-up", References = references, Probes = probes });

    // 40 people of 4 images: a direction of their own with noise on it.
    private static List<PersonEmbeddings> People()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, 40).Select(number =>
        {
            var own = Noise(1);
            return new PersonEmbeddings($"p{number}", [.. Enumerable.Range(0, 4).Select(_ => Embedding.FromVector([.. own.Zip(Noise(1.1f), (a, b) => a + b)]))]);
        })];

        float[] Noise(float size) => [.. Enumerable.Range(0, 24).Select(_ => size * ((random.NextSingle() * 2) - 1))];
    }
}
