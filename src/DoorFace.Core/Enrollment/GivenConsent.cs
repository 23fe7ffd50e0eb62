using DoorFace.Core.Time;

namespace DoorFace.Core.Enrollment;

/// <summary>That somebody agreed to be enrolled.</summary>
/// <param name="At">When.</param>
/// <param name="Source">How: by the button, or at a terminal and which user's.</param>
public sealed record GivenConsent(MonotonicInstant At, string Source)
{
    /// <summary>By the enrollment button.</summary>
    public const string Button = "button";
}
