using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>
/// A release that is going on and will end by itself. What the way out has of it and what others began are kept apart: a lock-down or tamper ends
/// the one and not the other, however they overlap.
/// </summary>
/// <param name="At">When it began.</param>
public sealed record StrikeRelease(MonotonicInstant At)
{
    /// <summary>When the request-to-exit button's part ends, unless something prolongs or shortens it; null when it has none.</summary>
    public MonotonicInstant? Exit { get; init; }

    /// <summary>The same of a face's and an administrator's part.</summary>
    public MonotonicInstant? Entry { get; init; }

    /// <summary>The door was opened in it.</summary>
    public bool Opened { get; init; }

    /// <summary>When it ends.</summary>
    public MonotonicInstant Until => Exit is { } exit && !(Entry > exit) ? exit : Entry ?? At;

    /// <summary>The same without parts that are over; null when none is left.</summary>
    public StrikeRelease? After(MonotonicInstant now)
    {
        var left = this with { Exit = Exit <= now ? null : Exit, Entry = Entry <= now ? null : Entry };
        return left is { Exit: null, Entry: null } ? null : left;
    }

    /// <summary>The same, no part of it lasting longer than until an instant.</summary>
    public StrikeRelease NoLongerThan(MonotonicInstant until) => this with { Exit = Exit > until ? until : Exit, Entry = Entry > until ? until : Entry };
}
