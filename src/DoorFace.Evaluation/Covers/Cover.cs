namespace DoorFace.Evaluation.Covers;

/// <summary>A kind of cover.</summary>
/// <param name="Shape">Its outline.</param>
/// <param name="Pattern">Its surface.</param>
public readonly record struct Cover(CoverShape Shape, CoverPattern Pattern)
{
    private static readonly CoverPattern[] SettingPatterns = [CoverPattern.White, CoverPattern.Black, CoverPattern.Gradient, CoverPattern.Stripes, CoverPattern.Dots];

    private static readonly CoverPattern[] JudgingPatterns = [CoverPattern.Blue, CoverPattern.Skin, CoverPattern.Checks, CoverPattern.Floral, CoverPattern.Knit];

    /// <summary>The kinds that set the measure. None of them judges it.</summary>
    public static IReadOnlyList<Cover> Setting { get; } =
    [
        .. Of([CoverShape.SurgicalMask, CoverShape.Scarf, CoverShape.Telephone, CoverShape.Hand], SettingPatterns),
        .. Of([CoverShape.Patch], [.. SettingPatterns, CoverPattern.Skin]),
    ];

    /// <summary>The kinds that judge it: no pattern of theirs set it on the same outline, and two outlines did not set it at all.</summary>
    public static IReadOnlyList<Cover> Judging { get; } =
    [
        .. Of([CoverShape.SurgicalMask, CoverShape.Respirator, CoverShape.Scarf, CoverShape.Bandana], JudgingPatterns),
        .. Of([CoverShape.Respirator, CoverShape.Bandana], [CoverPattern.White, CoverPattern.Black]),
        .. Of([CoverShape.Hand], [CoverPattern.Skin, CoverPattern.Blue, CoverPattern.Knit]),
        .. Of([CoverShape.Telephone], [CoverPattern.Blue, CoverPattern.Floral]),
    ];

    /// <summary>Kinds that are measured and promised nothing: the nose free, the brow or the eyes covered.</summary>
    public static IReadOnlyList<Cover> Others { get; } =
    [
        .. Of([CoverShape.MaskBelowNose], [CoverPattern.White, CoverPattern.Blue, CoverPattern.Black]),
        .. Of([CoverShape.Hat], [CoverPattern.Black, CoverPattern.Knit, CoverPattern.Gradient]),
        .. Of([CoverShape.DarkGlasses], [CoverPattern.Black, CoverPattern.Gradient]),
    ];

    public override string ToString() => $"{Shape}, {Pattern}";

    private static IEnumerable<Cover> Of(CoverShape[] shapes, CoverPattern[] patterns) =>
        shapes.SelectMany(shape => patterns.Select(pattern => new Cover(shape, pattern)));
}
