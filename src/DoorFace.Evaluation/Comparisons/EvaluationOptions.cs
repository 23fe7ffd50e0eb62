using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>What to measure, on which pictures. The command line checks the range of each value.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Images of one person are named by the bits of a 64-bit word.</summary>
    public const int MostPerPerson = 64;

    /// <summary>A folder that holds one folder of images for each person.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Images used of one person, the first by name; 2..<see cref="MostPerPerson"/>. Without a cap a handful of people with
    /// hundreds of pictures make up most genuine comparisons, and the figures are theirs instead of everybody's.
    /// </summary>
    public int MaxPerPerson { get; init; } = 6;

    /// <summary>Images fused into one reference, from 1; references and probes together are at most <see cref="MaxPerPerson"/>.</summary>
    public int References { get; init; } = 1;

    /// <summary>Images fused into one probe, from 1.</summary>
    public int Probes { get; init; } = 1;

    /// <summary>False match rates per comparison to report at, each above 0 and below 1.</summary>
    public IReadOnlyList<double> FalseMatchRates { get; init; } = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

    /// <summary>Starts the draws of fused splits and of the bootstrap; the same seed gives the same figures.</summary>
    public int Seed { get; init; } = 1;

    /// <exception cref="EvaluationException">More references and probes than images of a person.</exception>
    public void Validate()
    {
        if (References + Probes > MaxPerPerson)
        {
            throw new EvaluationException(
                $"{References} references and {Probes} probes need {References + Probes} images, and --max-per-person is {MaxPerPerson}: no image may be on both sides.");
        }
    }
}
