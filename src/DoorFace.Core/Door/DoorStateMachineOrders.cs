using DoorFace.Core.Access;
using DoorFace.Core.Audit;

namespace DoorFace.Core.Door;

/// <content>What an administrator asks for, what is remembered of it after a restart, and the end.</content>
public sealed partial class DoorStateMachine
{
    private StrikeCause? TakeRequest(DoorTurn turn, DoorRequest request, string by)
    {
        switch (request)
        {
            case DoorRequest.Release:
                return Release(turn, ReleaseCause.Administrator, new StrikeCause($"{nameof(ReleaseCause.Administrator)}: {by}"));
            case DoorRequest.LockDown lockDown:
                turn.Note(AuditKind.LockDown, $"{by}, {(lockDown.For is { } time ? $"for {time:c}" : "until ended")}");
                var cause = EndAllButRequestToExit(turn, "lock-down");
                turn.State = turn.State with { Mode = new OperatingMode(OperatingModeKind.LockDown, turn.Now, turn.Now + lockDown.For, lockDown.EndsAt) };
                return cause;
            case DoorRequest.HoldOpen holdOpen:
                turn.Note(AuditKind.HoldOpen, $"{by}, for {holdOpen.For:c}");
                turn.State = turn.State with { Mode = new OperatingMode(OperatingModeKind.HoldOpen, turn.Now, turn.Now + holdOpen.For), HeldOpenDueAt = null };
                return new StrikeCause($"{nameof(ReleaseCause.HoldOpen)}: {by}");
            case DoorRequest.Normal:
                return EndMode(turn, $"ended by {by}");
            case DoorRequest.ClearAlarms:
                return ClearAlarms(turn, by);
            default:
                throw new ArgumentOutOfRangeException(nameof(request), request, "Unknown request.");
        }
    }

    private static StrikeCause ClearAlarms(DoorTurn turn, string by)
    {
        if (turn.State.TamperSince is not null)
        {
            turn.Note(AuditKind.TamperCleared, by);
        }

        if (turn.State.FireSince is not null)
        {
            turn.Note(AuditKind.FireCleared, by);
        }

        turn.State = turn.State with { TamperSince = null, FireSince = null };
        return new StrikeCause("the fire alarm was cleared");
    }

    private StrikeCause TakeMemory(DoorTurn turn, DoorInput.MemoryLoaded loaded)
    {
        var (memory, now) = (loaded.Memory, turn.Now);
        var isOver = loaded.LockDownLeft <= TimeSpan.Zero;
        if (turn.State.AwaitsMemory)
        {
            turn.Note(AuditKind.Started, loaded.Previous);
            if (memory.LockDown && isOver)
            {
                turn.Note(AuditKind.NormalOperation, "LockDown: its end time came while the service was off");
            }
        }

        var locks = memory.LockDown && !isOver;
        if (memory.Tamper || locks)
        {
            EndAllButRequestToExit(turn, "what was so before is known");
        }

        var attempts = new AttemptMemory(memory.RefusedAttempts, memory.PauseLevel, memory.FacesPaused, memory.TakenOfHour, memory.TakenOfDay);
        var (state, limiter) = (turn.State, AttemptLimiter.Restore(attempts, access, now));
        turn.State = state with
        {
            AwaitsMemory = false,
            Limiter = state.Limiter.And(limiter, access, now),
            TamperSince = state.TamperSince ?? (memory.Tamper ? now : null),
            FireSince = state.FireSince ?? (memory.Fire ? now : null),
            Mode = locks && state.Mode.Kind != OperatingModeKind.LockDown
                ? new OperatingMode(OperatingModeKind.LockDown, now, now + loaded.LockDownLeft, memory.LockDownEndsAt)
                : state.Mode,
        };
        return new StrikeCause(nameof(ReleaseCause.Fire));
    }

    private static StrikeCause TakeShutdown(DoorTurn turn, string why)
    {
        var cause = new StrikeCause("the service ends");
        EndHoldOpen(turn, cause.Why);
        turn.State = turn.State with { ShutDown = true, Release = null, ExitOwedUntil = null, Limiter = turn.State.Limiter.Settle(turn.Now) };
        turn.Note(AuditKind.Stopped, why);
        return cause;
    }
}
