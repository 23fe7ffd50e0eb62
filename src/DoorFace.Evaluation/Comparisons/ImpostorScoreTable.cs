using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Data;
using DoorFace.Vision.Models;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>The embedder's <c>impostorScores</c> and <c>impostorProvenance</c> for <c>models/models.json</c>, from which operating points are computed.</summary>
public sealed record ImpostorScoreTable(IReadOnlyList<ImpostorQuantile> ImpostorScores, ModelProvenance ImpostorProvenance)
{
    private const float Places = 10_000;

    /// <summary>The supported rates with their thresholds, rounded up to four places: towards refusing.</summary>
    /// <exception cref="EvaluationException">Fewer than two rates are supported, which is too few to compute operating points from.</exception>
    public static ImpostorScoreTable From(EvaluationReport report)
    {
        if (report.Result.OperatingPoints.Count < 2)
        {
            throw new EvaluationException(
                $"{report.Result.Rates.ImpostorCount:N0} impostor comparisons are too few for a table of impostor scores: use a data set with more people.");
        }

        var options = report.Options;
        return new ImpostorScoreTable(
            [.. report.Result.OperatingPoints.Select(point =>
                new ImpostorQuantile(point.TargetFalseMatchRate, MathF.Ceiling(point.Threshold * Places) / Places))],
            new ModelProvenance(
                report.Data.Name,
                $"doorface-lab eval {report.Data.Name} --max-per-person {options.MaxPerPerson} --references {options.References} --probes {options.Probes} --seed {options.Seed} --impostor-scores",
                report.Result.Rates.ImpostorCount));
    }

    /// <summary>The members as a JSON object, to be copied into the embedder's entry.</summary>
    public string Serialize() => JsonSerializer.Serialize(this, ImpostorScoreTableContext.Default.ImpostorScoreTable);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImpostorScoreTable))]
internal sealed partial class ImpostorScoreTableContext : JsonSerializerContext;
