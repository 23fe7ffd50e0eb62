using System.Collections.Immutable;
using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// Counts refused attempts: a live face that is no resident's, or a picture of a resident. After <see cref="MostAttempts"/> of them within
/// <see cref="Window"/> no face is accepted for <see cref="FirstPause"/>; each further pause is twice as long, up to <see cref="LongestPause"/>.
/// Only a resident's success takes that back. Whoever keeps trying gets about one look a minute instead of ten a second, which is what
/// keeps the false positive rate per day near that per attempt.
/// </summary>
/// <param name="Attempts">When the refused attempts were that still count, oldest first.</param>
/// <param name="Level">Pauses since a resident last succeeded, 0 or more.</param>
/// <param name="PausedUntil">When the pause ends; null outside a pause.</param>
public sealed record AttemptLimiter(ImmutableArray<MonotonicInstant> Attempts, int Level = 0, MonotonicInstant? PausedUntil = null)
{
    public const int MostAttempts = 5;

    /// <summary>One approach of one person is one attempt, even if the detector loses the face for a moment.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromSeconds(3);

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>Nobody was refused.</summary>
    public static AttemptLimiter Fresh { get; } = new([]);

    /// <summary>How long the pause of a level is: level 1 is the first.</summary>
    public static TimeSpan PauseOf(int level) => level > 4 ? LongestPause : FirstPause * (1 << Math.Max(level - 1, 0));

    /// <summary>After a restart: attempts count as just made, and a pause begins anew, so that pulling the plug gains nothing.</summary>
    /// <param name="attempts">Refused attempts that counted, 0 or more.</param>
    /// <param name="level">Pauses since a resident last succeeded, 0 or more.</param>
    /// <param name="paused">Whether a pause was going on.</param>
    /// <param name="now">The start.</param>
    public static AttemptLimiter Restore(int attempts, int level, bool paused, MonotonicInstant now) => new(
        [.. Enumerable.Repeat(now, Math.Clamp(attempts, 0, MostAttempts - 1))],
        Math.Max(level, paused ? 1 : 0),
        paused ? now + PauseOf(level) : null);

    /// <summary>An attempt was refused.</summary>
    public AttemptLimiter Refuse(MonotonicInstant now)
    {
        if (PausedUntil is not null || (Attempts.Length > 0 && now - Attempts[^1] < Spacing))
        {
            return this;
        }

        ImmutableArray<MonotonicInstant> attempts = [.. Attempts.Where(at => now - at < Window), now];
        return attempts.Length < MostAttempts
            ? this with { Attempts = attempts }
            : new AttemptLimiter([], Level + 1, now + PauseOf(Level + 1));
    }

    /// <summary>Ends a pause whose time has come and forgets attempts that no longer count.</summary>
    public AttemptLimiter Expire(MonotonicInstant now)
    {
        if (PausedUntil <= now)
        {
            return this with { PausedUntil = null };
        }

        return Attempts.Any(at => now - at >= Window) ? this with { Attempts = [.. Attempts.Where(at => now - at < Window)] } : this;
    }
}
