using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Time;

namespace DoorFace.Host.Gallery;

/// <summary>Whether a resident who was recognised may enter now.</summary>
public sealed class EntitlementCheck(AccessRules rules, WallClock clock, LocalZone zone)
{
    /// <returns>Why not; null when they may.</returns>
    public DenialReason? ObjectionTo(SubjectId subject, EnrolledGallery enrolled)
    {
        ArgumentNullException.ThrowIfNull(enrolled);
        var (now, distrust) = clock.Read();
        var local = zone.Read();
        // Without a zone nobody knows the time of day, however right the clock is.
        return EntitlementPolicy.Check(enrolled.Entitlements[subject], now, local.Zone, distrust is null && local.IsKnown, rules.UntrustedClock);
    }
}
