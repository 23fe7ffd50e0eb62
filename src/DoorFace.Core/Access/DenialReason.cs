namespace DoorFace.Core.Access;

/// <summary>Why a face in view does not open the door.</summary>
public enum DenialReason
{
    /// <summary>Several faces, none clearly nearest, or several are not allowed at all.</summary>
    SeveralFaces,

    /// <summary>The face is too small in the picture: too far away.</summary>
    FaceTooSmall,

    /// <summary>The face does not look towards the camera.</summary>
    NotFrontal,

    /// <summary>Nobody is enrolled.</summary>
    NobodyEnrolled,

    /// <summary>The presentation looks like an artefact.</summary>
    PresentationAttack,

    /// <summary>No resident is similar enough.</summary>
    BelowThreshold,

    /// <summary>Single views of the track disagree about who it is.</summary>
    InconsistentCandidate,
}
