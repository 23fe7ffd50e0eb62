using System.Globalization;

namespace DoorFace.Host.Time;

/// <summary>The time zone in force.</summary>
/// <param name="Zone">Its rules.</param>
/// <param name="Name">Such as <c>Europe/Berlin (rules 1a2b3c4d)</c>: the same for as long as nothing about it changes.</param>
/// <param name="Fault">Why it could not be read anew, as a sentence; null when it could.</param>
/// <param name="IsKnown">False when it could never be read: UTC stands in for it, and nobody knows what the clocks on the wall say.</param>
public sealed record ZoneReading(TimeZoneInfo Zone, string Name, string? Fault = null, bool IsKnown = true)
{
    /// <summary>Where nothing says otherwise.</summary>
    public static ZoneReading Utc { get; } = new(TimeZoneInfo.Utc, "UTC");

    /// <summary>With what is ahead of UTC now, for people.</summary>
    public string Describe(DateTimeOffset now)
    {
        var ahead = Zone.GetUtcOffset(now);
        var offset = string.Create(CultureInfo.InvariantCulture, $"UTC{(ahead < TimeSpan.Zero ? '-' : '+')}{ahead:hh\\:mm}");
        return IsKnown ? $"{Name}, {offset} now" : $"not known, taken as {offset}";
    }
}
