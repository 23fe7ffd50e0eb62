namespace DoorFace.Core.Enrollment;

/// <summary>What an enrollment, or an erasure at the door, waits for.</summary>
public enum EnrollmentPhase
{
    /// <summary>Nothing is going on.</summary>
    Idle,

    /// <summary>An administrator's live face.</summary>
    AwaitingAdministrator,

    /// <summary>The new resident's press, which is their consent.</summary>
    AwaitingConsent,

    /// <summary>Captures that differ in pose.</summary>
    Capturing,

    /// <summary>The captures being compared with one another and with the residents, and stored.</summary>
    Storing,

    /// <summary>The live face of the resident who wants to be forgotten, and one more press.</summary>
    AwaitingFarewell,

    /// <summary>The erasure of one resident, or of everything.</summary>
    Erasing,

    /// <summary>An administrator's live face, and one more press, to erase everything.</summary>
    AwaitingReset,

    /// <summary>Whoever pressed to be forgotten, or to erase everything, stays in front of the camera for a while; stepping aside takes it back.</summary>
    Parting,
}
