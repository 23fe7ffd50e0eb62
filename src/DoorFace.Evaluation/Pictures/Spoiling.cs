namespace DoorFace.Evaluation.Pictures;

/// <summary>What was done to a picture to see whether the enrollment's rules refuse it.</summary>
public enum Spoiling
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Gaussian blur with a deviation of 1/20 of the distance between the eyes: a little out of focus.</summary>
    SlightBlur,

    /// <summary>The same with 1/10: eyes and mouth are there, their edges are not.</summary>
    Blur,

    /// <summary>Moved sideways by 1/4 of the distance between the eyes while the shutter was open.</summary>
    MotionBlur,

    /// <summary>A quarter of the light, with the noise of a small sensor at high gain (a deviation of 5 levels).</summary>
    Darkness,

    /// <summary>Three and a half times the light.</summary>
    OverExposure,

    /// <summary>A quarter of the contrast about a middle grey: fog, or a dirty lens.</summary>
    Fog,

    /// <summary>A dark bar over both eyes.</summary>
    EyeBar,

    /// <summary>A dark round glass over each eye.</summary>
    DarkGlasses,

    /// <summary>The picture ends between the eyes.</summary>
    CutOff,
}
