using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Time;

namespace DoorFace.Host.Recognition;

/// <summary>Whether a resident who was recognised may enter now.</summary>
public sealed class EntitlementCheck(AccessRules rules, WallClock clock, TimeProvider time)
{
    /// <returns>Why not; null when they may.</returns>
    public DenialReason? ObjectionTo(SubjectId subject, EnrolledGallery enrolled)
    {
        ArgumentNullException.ThrowIfNull(enrolled);
        var (now, distrust) = clock.Read();
        return EntitlementPolicy.Check(enrolled.Entitlements[subject], now, time.LocalTimeZone, distrust is null, rules.UntrustedClock);
    }
}
