using DoorFace.Core.Audit;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <content>How a release begins, is prolonged, and ends before its time.</content>
public sealed partial class DoorStateMachine
{
    /// <summary>
    /// Releases for whoever pressed the request-to-exit button. A coil that is too warm has its pause first, which is short: the minimum pulse is enough
    /// here, where others wait until there is room for the whole unlock time.
    /// </summary>
    private StrikeCause? MeetOwedExit(DoorTurn turn)
    {
        if (turn.State.ExitOwedUntil <= turn.Now)
        {
            turn.State = turn.State with { ExitOwedUntil = HeldUntil(turn.State, turn.Now) is { } until && until > turn.Now ? until : null };
        }

        return Conditions.ExitMetAt(turn.State) <= turn.Now ? ReleaseForExit(turn) : null;
    }

    private StrikeCause ReleaseForExit(DoorTurn turn)
    {
        var cause = Release(turn, ReleaseCause.RequestToExit, new StrikeCause(nameof(ReleaseCause.RequestToExit)));
        if (turn.State.Release?.Exit >= turn.State.ExitOwedUntil)
        {
            turn.State = turn.State with { ExitOwedUntil = null }; // All of it; else the coil ends it before, and the rest is still owed.
        }

        return cause;
    }

    /// <summary>Begins a release, or prolongs the part of the one that is going on.</summary>
    private StrikeCause Release(DoorTurn turn, ReleaseCause part, StrikeCause cause)
    {
        var (state, now) = (turn.State, turn.Now);
        if (Conditions.IsReleased(state))
        {
            turn.Note(AuditKind.ReleaseExtended, cause.Why, cause.Subject);
        }

        var release = state.Release ?? new StrikeRelease(now);
        var until = Earlier(now + rules.UnlockTime, EndsAtLatest(state, release, now));
        turn.State = state with
        {
            Release = part == ReleaseCause.RequestToExit
                ? release with { Exit = Later(release.Exit, until) }
                : release with { Entry = Later(release.Entry, until) },
            HeldOpenDueAt = null,
        };
        return cause;
    }

    /// <summary>No chain of grants and requests to exit makes a release longer, and no coil is energised longer.</summary>
    private MonotonicInstant EndsAtLatest(DoorState state, StrikeRelease release, MonotonicInstant now)
    {
        var latest = release.At + rules.LongestEnergisedTime;
        return rules.Strike == StrikeType.FailSecure ? Earlier(latest, Conditions.CoilEndsAt(state, now)) : latest;
    }

    /// <summary>Until when the request-to-exit button's part of a release goes on while the button is held; null when it ends.</summary>
    private MonotonicInstant? ProlongedExit(DoorState state, StrikeRelease release, MonotonicInstant now) =>
        WalkedThrough(release) || HeldUntil(state, now) is not { } until
            ? null
            : Earlier(until, EndsAtLatest(state, release, now));

    private bool WalkedThrough(StrikeRelease release) => release.Opened && rules.Relock != RelockRule.AfterUnlockTime;

    /// <summary>Until when a button that is held asks for a release; null when none is held, or it does not count.</summary>
    private MonotonicInstant? HeldUntil(DoorState state, MonotonicInstant now) =>
        rules.RequestToExitReleases && Conditions.RequestToExitStuckAt(state) is { } stuckAt ? Earlier(now + rules.UnlockTime, stuckAt) : null;

    private StrikeCause? EndReleaseEarly(DoorTurn turn, RelockRule rule, string why)
    {
        if (rules.Relock != rule || turn.State.Release is not { Opened: true } release)
        {
            return null;
        }

        turn.State = turn.State with { Release = release.NoLongerThan(release.At + rules.MinimumPulse).After(turn.Now), ExitOwedUntil = null };
        return new StrikeCause(why);
    }

    private static StrikeCause EndAllButRequestToExit(DoorTurn turn, string why)
    {
        EndHoldOpen(turn, why);
        if (turn.State.Release is { } release)
        {
            turn.State = turn.State with { Release = (release with { Entry = null }).After(turn.Now) };
        }

        return new StrikeCause(why);
    }

    private static void EndHoldOpen(DoorTurn turn, string why)
    {
        if (turn.State.Mode.Kind == OperatingModeKind.HoldOpen)
        {
            EndMode(turn, why);
        }
    }

    private static StrikeCause EndMode(DoorTurn turn, string why)
    {
        turn.Note(AuditKind.NormalOperation, $"{turn.State.Mode.Kind}: {why}");
        turn.State = turn.State with { Mode = OperatingMode.Normal };
        return new StrikeCause(why);
    }

    private static MonotonicInstant Earlier(MonotonicInstant a, MonotonicInstant b) => a < b ? a : b;

    private static MonotonicInstant Later(MonotonicInstant? a, MonotonicInstant b) => a > b ? a.Value : b;
}
