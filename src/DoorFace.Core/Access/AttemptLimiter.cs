using System.Collections.Immutable;
using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// Counts refused attempts: a live face that is no resident's, or a picture of a resident. After <see cref="MostAttempts"/> of them within
/// <see cref="Window"/> no face is accepted for <see cref="FirstPause"/>; each further pause is twice as long, up to <see cref="LongestPause"/>.
/// Whoever stays just below that meets the budgets of an hour and of a day (<see cref="AccessRules.AttemptsPerHour"/>,
/// <see cref="AccessRules.AttemptsPerDay"/>), which keep the false positive rate per day near that per attempt.
/// <para>
/// A resident's success takes back the pauses, and the attempts of the last <see cref="Window"/>, which may have been their own; not what was tried
/// before: a resident comes home every day, and so would whoever tries at night have every night anew.
/// </para>
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

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Nobody was refused.</summary>
    public static AttemptLimiter Fresh { get; } = new([]);

    /// <summary>When the pause began; null outside a pause.</summary>
    public MonotonicInstant? PausedSince { get; private init; }

    /// <summary>What was tried within an hour.</summary>
    public AttemptBudget OfHour { get; private init; }

    /// <summary>What was tried within a day.</summary>
    public AttemptBudget OfDay { get; private init; }

    /// <summary>How long the pause of a level is: level 1 is the first.</summary>
    public static TimeSpan PauseOf(int level) => level > 4 ? LongestPause : FirstPause * (1 << Math.Max(level - 1, 0));

    /// <summary>
    /// After a restart: attempts count as just made, a pause begins anew, and nothing was given back while the unit was off, so that pulling the plug
    /// gains nothing.
    /// </summary>
    /// <param name="memory">What was so before; anything may stand in it.</param>
    /// <param name="rules">How many attempts there are.</param>
    /// <param name="now">The start.</param>
    public static AttemptLimiter Restore(AttemptMemory memory, AccessRules rules, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(rules);
        var limiter = new AttemptLimiter(
            [.. Enumerable.Repeat(now, Math.Clamp(memory.Attempts, 0, MostAttempts - 1))],
            Math.Max(memory.Level, memory.Paused ? 1 : 0))
        {
            OfHour = new AttemptBudget(Within(memory.TakenOfHour, Hour), now),
            OfDay = new AttemptBudget(Within(memory.TakenOfDay, Day), now),
        };
        return limiter.PauseUntil(memory.Paused ? now + PauseOf(limiter.Level) : now, rules, now);
    }

    /// <summary>Everything that either of two counts, for what is remembered only when the door is in service already.</summary>
    public AttemptLimiter And(AttemptLimiter other, AccessRules rules, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(rules);
        var paused = PausedUntil > other.PausedUntil || other.PausedUntil is null ? this : other;
        var both = paused with
        {
            // A pause has counted them already.
            Attempts = paused.PausedUntil is not null || Attempts.Length > other.Attempts.Length ? paused.Attempts : other.Attempts,
            Level = Math.Max(Level, other.Level),
            OfHour = OfHour.Or(other.OfHour, now),
            OfDay = OfDay.Or(other.OfDay, now),
        };
        return both.PausedUntil is null ? both.PauseUntil(now, rules, now) : both;
    }

    /// <summary>An attempt was refused.</summary>
    public AttemptLimiter Refuse(AccessRules rules, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (PausedUntil is not null || (Attempts.Length > 0 && now - Attempts[^1] < Spacing))
        {
            return this;
        }

        ImmutableArray<MonotonicInstant> attempts = [.. Attempts.Where(at => now - at < Window), now];
        var isShort = attempts.Length >= MostAttempts;
        var taken = this with
        {
            Attempts = isShort ? [] : attempts,
            Level = isShort ? Level + 1 : Level,
            OfHour = OfHour.Take(rules.AttemptsPerHour, Hour, now),
            OfDay = OfDay.Take(rules.AttemptsPerDay, Day, now),
        };
        return taken.PauseUntil(isShort ? now + PauseOf(taken.Level) : now, rules, now);
    }

    /// <summary>A resident succeeded.</summary>
    public AttemptLimiter Succeed(AccessRules rules, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var own = Attempts.Count(at => now - at < Window);
        return own == 0 && Level == 0 ? this : this with
        {
            Attempts = [],
            Level = 0,
            OfHour = OfHour.GiveBack(own, rules.AttemptsPerHour, Hour, now),
            OfDay = OfDay.GiveBack(own, rules.AttemptsPerDay, Day, now),
        };
    }

    /// <summary>Ends a pause whose time has come and forgets attempts that no longer count.</summary>
    public AttemptLimiter Expire(MonotonicInstant now)
    {
        if (PausedUntil <= now)
        {
            return Settle(now) with { PausedUntil = null, PausedSince = null };
        }

        return Attempts.Any(at => now - at >= Window) ? this with { Attempts = [.. Attempts.Where(at => now - at < Window)] } : this;
    }

    /// <summary>The same, with the budgets as of now: what is remembered from here does not count again what time has given back.</summary>
    public AttemptLimiter Settle(MonotonicInstant now) => this with { OfHour = OfHour.Settle(now), OfDay = OfDay.Settle(now) };

    /// <summary>What must survive a restart.</summary>
    public AttemptMemory Memory => new(Attempts.Length, Level, PausedUntil is not null, OfHour.Taken, OfDay.Taken);

    private AttemptLimiter PauseUntil(MonotonicInstant until, AccessRules rules, MonotonicInstant now)
    {
        foreach (var free in (ReadOnlySpan<MonotonicInstant>)[OfHour.FreeAt(rules.AttemptsPerHour, Hour), OfDay.FreeAt(rules.AttemptsPerDay, Day)])
        {
            until = free > until ? free : until;
        }

        return until > now ? this with { PausedUntil = until, PausedSince = now } : this;
    }

    private static TimeSpan Within(TimeSpan taken, TimeSpan most) => taken < TimeSpan.Zero ? TimeSpan.Zero : taken > most ? most : taken;
}
