using DoorFace.Core.Audit;

namespace DoorFace.Core.Door;

/// <content>What time alone does.</content>
public sealed partial class DoorStateMachine
{
    private StrikeCause? LetTimePass(DoorTurn turn)
    {
        EndPauseAndIntent(turn);
        var cause = EndModeInTime(turn);
        if (Conditions.RequestToExitStuckAt(turn.State) <= turn.Now)
        {
            turn.Note(AuditKind.RequestToExitStuck, "pressed for too long");
            turn.State = turn.State with { RequestToExitStuckSince = turn.Now };
        }

        cause = EndReleaseInTime(turn) ?? cause;
        if (turn.State.HeldOpenDueAt <= turn.Now)
        {
            turn.Note(AuditKind.HeldOpen);
            turn.State = turn.State with { HeldOpenDueAt = null, HeldOpenSince = turn.Now };
        }

        return cause;
    }

    private static void EndPauseAndIntent(DoorTurn turn)
    {
        var (state, now) = (turn.State, turn.Now);
        var limiter = state.Limiter.Expire(now);
        if (state.Limiter.PausedUntil is not null && limiter.PausedUntil is null)
        {
            turn.Note(AuditKind.FacesResumed);
        }

        turn.State = state with { Limiter = limiter, IntentUntil = state.IntentUntil <= now ? null : state.IntentUntil };
    }

    private static StrikeCause? EndModeInTime(DoorTurn turn) => turn.State.Mode.Until <= turn.Now ? EndMode(turn, "its end time has come") : null;

    private StrikeCause? EndReleaseInTime(DoorTurn turn)
    {
        var (state, now) = (turn.State, turn.Now);
        StrikeCause? cause = null;
        if (state.Release is { } release)
        {
            cause = new StrikeCause("its time has passed");
            turn.State = state with { Release = (release with { Exit = release.Exit <= now ? ProlongedExit(state, release, now) : release.Exit }).After(now) };
        }

        if (Conditions.EnergisedTooLongAt(turn.State) <= now)
        {
            cause = new StrikeCause("the longest energised time has passed");
            // Whoever holds the button goes on when the coil has had its pause.
            var held = state.Release is { Exit: not null } exit && !WalkedThrough(exit) ? HeldUntil(state, now) : null;
            turn.State = turn.State with { Release = null, ExitOwedUntil = held ?? turn.State.ExitOwedUntil };
            EndHoldOpen(turn, cause.Why);
        }

        return cause;
    }
}
