namespace DoorFace.Core.Retention;

/// <summary>
/// Says when the references of somebody who does not come any more are erased. A date alone never erases anybody, because a clock may be wrong:
/// the warning must have been shown for as many hours of running as the rules say, which no clock can jump over; a use begins all anew.
/// </summary>
public static class RetentionPolicy
{
    /// <summary>Time zones and the rounding to days: a use so far ahead is not yet a wrong clock.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>The earliest instant at which a resident's references may be erased.</summary>
    /// <param name="rules">How long they are kept.</param>
    /// <param name="lastUse">The last use, or the enrollment.</param>
    public static DateTimeOffset ExpiresAt(RetentionRules rules, DateTimeOffset lastUse)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return lastUse < DateTimeOffset.MaxValue - rules.Period ? lastUse + rules.Period : DateTimeOffset.MaxValue;
    }

    /// <summary>Looks at a resident.</summary>
    /// <param name="rules">How long references are kept.</param>
    /// <param name="lastUse">The last use, or the enrollment.</param>
    /// <param name="warnedHours">Hours of running for which the warning has been shown.</param>
    /// <param name="anotherHour">The last look came to a warning, and the unit has been running and showing it for an hour since.</param>
    /// <param name="now">What the wall clock says; null while it is not trusted.</param>
    public static RetentionVerdict Look(RetentionRules rules, DateTimeOffset lastUse, int warnedHours, bool anotherHour, DateTimeOffset? now)
    {
        var expiresAt = ExpiresAt(rules, lastUse);
        if (now is not { } today)
        {
            // A warning that was shown stays, but it does not count.
            return new RetentionVerdict(warnedHours > 0 ? RetentionPhase.Warned : RetentionPhase.Kept, warnedHours);
        }

        if (lastUse - today > Ahead)
        {
            return new RetentionVerdict(RetentionPhase.Restarted, 0);
        }

        if (today < expiresAt - rules.Warning)
        {
            return new RetentionVerdict(RetentionPhase.Kept, 0);
        }

        var hours = anotherHour ? warnedHours + 1 : warnedHours;
        return today >= expiresAt && hours >= rules.Warning.TotalHours
            ? new RetentionVerdict(RetentionPhase.Expired, hours)
            : new RetentionVerdict(RetentionPhase.Warned, hours);
    }
}
