namespace DoorFace.Core.Access;

/// <summary>Says whether a resident who was recognised may enter now.</summary>
public static class EntitlementPolicy
{
    /// <param name="entitlement">When the resident may enter.</param>
    /// <param name="now">What the wall clock says.</param>
    /// <param name="zone">Where the door is: a schedule's hours are local.</param>
    /// <param name="clockTrusted">Whether the wall clock can be right; see <see cref="Time.ClockTrust"/>.</param>
    /// <param name="rule">What to do when it cannot.</param>
    /// <returns>Why not; null when the resident may enter.</returns>
    public static DenialReason? Check(Entitlement entitlement, DateTimeOffset now, TimeZoneInfo zone, bool clockTrusted, UntrustedClockRule rule)
    {
        ArgumentNullException.ThrowIfNull(entitlement);
        ArgumentNullException.ThrowIfNull(zone);
        if (entitlement.Suspended)
        {
            return DenialReason.Suspended;
        }

        if (entitlement.Schedule is { IsNever: true })
        {
            return DenialReason.OutsideSchedule;
        }

        if (!clockTrusted)
        {
            var mayEnter = rule switch
            {
                UntrustedClockRule.RefuseRestricted => !entitlement.IsRestricted,
                UntrustedClockRule.IgnoreRestrictions => true,
                _ => false,
            };
            return mayEnter ? null : DenialReason.ClockUntrusted;
        }

        if (now < entitlement.ValidFrom)
        {
            return DenialReason.NotYetValid;
        }

        if (now >= entitlement.ValidUntil)
        {
            return DenialReason.NoLongerValid;
        }

        return entitlement.Schedule?.Allows(TimeZoneInfo.ConvertTime(now, zone).DateTime) == false ? DenialReason.OutsideSchedule : null;
    }
}
