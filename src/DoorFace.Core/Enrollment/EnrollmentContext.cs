namespace DoorFace.Core.Enrollment;

/// <summary>What is so around an enrollment at the instant of a step.</summary>
/// <param name="Household">Who is enrolled.</param>
/// <param name="FacesAccepted">Whether the door would look at faces, were there no enrollment.</param>
/// <param name="CanSee">Whether camera and models work.</param>
public readonly record struct EnrollmentContext(Household Household, bool FacesAccepted, bool CanSee);
