namespace DoorFace.Core.Retention;

/// <summary>For how long the references of somebody who does not come any more are kept.</summary>
public sealed record RetentionRules
{
    /// <summary>The longest that may be set: the Illinois BIPA has biometric data destroyed within three years of the last use.</summary>
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(3 * 365);

    /// <summary>Since the last use, or the enrollment.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromDays(365);

    /// <summary>For how long the unit must have been running and warning before it erases anybody.</summary>
    public TimeSpan Warning { get; init; } = TimeSpan.FromDays(30);
}
