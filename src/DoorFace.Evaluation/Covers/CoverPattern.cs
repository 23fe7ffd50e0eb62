namespace DoorFace.Evaluation.Covers;

/// <summary>What the surface of a cover looks like.</summary>
public enum CoverPattern
{
    White,

    Black,

    Blue,

    /// <summary>From dark to light across it.</summary>
    Gradient,

    /// <summary>The colour of the face's own skin.</summary>
    Skin,

    Stripes,

    /// <summary>Two crossing sets of stripes.</summary>
    Checks,

    Dots,

    /// <summary>Soft blossoms of several sizes and tones.</summary>
    Floral,

    /// <summary>Ribs of stitches.</summary>
    Knit,
}
