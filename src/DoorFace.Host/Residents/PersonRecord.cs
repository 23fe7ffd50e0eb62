using DoorFace.Core.Enrollment;

namespace DoorFace.Host.Residents;

/// <summary>What is stored about a person, but for the events in the audit.</summary>
/// <param name="Resident">Who they are and when they may enter.</param>
/// <param name="Consents">What they agreed to, the oldest first.</param>
/// <param name="References">When each biometric reference was made.</param>
/// <param name="Template">Why the references themselves are not given.</param>
internal sealed record PersonRecord(ResidentAnswer Resident, IReadOnlyList<Consent> Consents, IReadOnlyList<DateTimeOffset> References, string Template)
{
    public const string WhyNoTemplate =
        "The numbers in a reference describe a face for one program alone and tell a person nothing; out of this unit they could only be used to "
        + "recognise or imitate somebody, so the unit never gives them out. Erasing the resident destroys them.";
}
