namespace DoorFace.Core.Liveness;

/// <summary>Whether a live person or an artefact (a photo, a screen, a mask) was presented to the camera (ISO/IEC 30107-3).</summary>
public enum PresentationVerdict
{
    /// <summary>Too few views to say.</summary>
    Undecided,

    /// <summary>A bona fide presentation.</summary>
    Live,

    /// <summary>A presentation attack.</summary>
    Attack,
}
