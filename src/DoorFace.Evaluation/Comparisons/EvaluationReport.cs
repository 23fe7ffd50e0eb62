using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>Everything one evaluation found.</summary>
/// <param name="Data">The features that were compared.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Result">The comparison asked for.</param>
/// <param name="Baseline">
/// For a fused comparison, one image against one from the same features: genuine comparisons of the people who are enrolled in
/// the fused one, impostor comparisons of everybody. Null where the comparison asked for is one against one.
/// </param>
public sealed record EvaluationReport(EmbeddedDataSet Data, EvaluationOptions Options, ProtocolResult Result, ProtocolResult? Baseline)
{
    /// <summary>What fusing is worth; null where nothing is fused or the comparisons are too few to say.</summary>
    public FusionGain? Gain => Baseline is null ? null : FusionGain.Of(Result, Baseline);

    /// <summary>Compares and measures; the features are made once and can be measured in several ways.</summary>
    /// <exception cref="EvaluationException">Too few images or people for the comparison asked for.</exception>
    public static EvaluationReport Measure(EmbeddedDataSet data, EvaluationOptions options)
    {
        if (options.References == 1 && options.Probes == 1)
        {
            return new EvaluationReport(data, options, ProtocolResult.Measure(1, 1, SingleImageProtocol.Compare(data.People), options), null);
        }

        var needed = options.References + options.Probes;
        if (!data.People.Any(person => person.Embeddings.Count >= needed))
        {
            throw new EvaluationException(
                $"Nobody in '{data.Name}' has {needed} usable images: ask for fewer --references or --probes, or raise --max-per-person {options.MaxPerPerson}.");
        }

        var fused = FusedProtocol.Compare(data.People, options.References, options.Probes, options.Seed);
        var single = SingleImageProtocol.Compare(data.People, fewestForGenuine: needed);
        return new EvaluationReport(
            data,
            options,
            ProtocolResult.Measure(options.References, options.Probes, fused, options),
            ProtocolResult.Measure(1, 1, single, options));
    }
}
