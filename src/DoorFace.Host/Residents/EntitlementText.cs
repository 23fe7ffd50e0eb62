using System.Globalization;
using DoorFace.Core.Access;

namespace DoorFace.Host.Residents;

/// <summary>When a resident may enter, as people write and read it: local time, to the minute.</summary>
internal static class EntitlementText
{
    private const string Shown = "yyyy-MM-dd HH:mm";

    private static readonly string[] Allowed = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Such as <c>Mon-Fri 08:00-18:00, from 2026-12-24 00:00, until 2026-12-31 00:00</c>, or <c>always</c>; <c>suspended</c> before it.</summary>
    public static string Write(Entitlement entitlement, TimeZoneInfo zone)
    {
        string?[] parts =
        [
            entitlement.Schedule?.ToString(),
            entitlement.ValidFrom is { } from ? $"from {Local(from, zone)}" : null,
            entitlement.ValidUntil is { } until ? $"until {Local(until, zone)}" : null,
        ];
        var hours = entitlement.IsRestricted ? string.Join(", ", parts.OfType<string>()) : "always";
        return entitlement.Suspended ? $"suspended; when resumed: {hours}" : hours;
    }

    /// <summary>Reads a date, which means its first instant, or a date and a time of day.</summary>
    /// <exception cref="FormatException">Neither, or a time that the zone's clocks skip.</exception>
    public static DateTimeOffset ParseTime(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(text, Allowed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            throw new FormatException($"'{text}' is no date; allowed are dates such as 2026-12-24 and local times such as 2026-12-24T18:00.");
        }

        if (zone.IsInvalidTime(local))
        {
            throw new FormatException($"'{text}' does not take place: clocks are put forward then. Choose another time.");
        }

        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }

    private static string Local(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone).ToString(Shown, CultureInfo.InvariantCulture);
}
