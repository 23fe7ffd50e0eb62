using System.Collections.Immutable;
using System.Globalization;
using DoorFace.Core.Time;

namespace DoorFace.Core.Audit;

/// <summary>Events of a run that were counted and not told yet.</summary>
/// <param name="Count">How many.</param>
/// <param name="From">The first by the wall clock.</param>
/// <param name="To">The last by the wall clock.</param>
/// <param name="FirstAt">The first.</param>
/// <param name="LastAt">The last.</param>
/// <param name="Details">How many there were of each detail.</param>
internal sealed record UntoldEvents(
    long Count, DateTimeOffset From, DateTimeOffset To, MonotonicInstant FirstAt, MonotonicInstant LastAt, ImmutableSortedDictionary<string, long> Details)
{
    // An entry has so much room.
    private const int MostDetails = 8;
    private const string Others = "others";

    public static UntoldEvents Of(AuditEvent happened, MonotonicInstant now, DateTimeOffset at) =>
        new UntoldEvents(0, at, at, now, now, ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal)).With(happened, now, at);

    public UntoldEvents With(AuditEvent happened, MonotonicInstant now, DateTimeOffset at)
    {
        var detail = happened.Detail.Length == 0 || Details.ContainsKey(happened.Detail) || Details.Count < MostDetails ? happened.Detail : Others;
        return this with { Count = Count + 1, To = at, LastAt = now, Details = Details.SetItem(detail, Details.GetValueOrDefault(detail) + 1) };
    }

    /// <summary>The same in words, such as <c>677 more from 2026-03-01T10:00:00Z to 2026-03-01T10:00:30Z</c>.</summary>
    public string Describe()
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{Count} more from {From.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} to {To.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
        var details = Details.Where(detail => detail.Key.Length > 0).ToList();
        return details.Count == 0
            ? said
            : $"{said}: {string.Join(", ", details.Select(detail => detail.Value == Count ? detail.Key : string.Create(CultureInfo.InvariantCulture, $"{detail.Key} ({detail.Value})")))}";
    }
}
