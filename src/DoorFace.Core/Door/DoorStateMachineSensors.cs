using DoorFace.Core.Audit;

namespace DoorFace.Core.Door;

/// <content>What the input lines say, and that they say nothing any more.</content>
public sealed partial class DoorStateMachine
{
    private StrikeCause? TakeSensor(DoorTurn turn, DoorSensor sensor, bool active)
    {
        var known = turn.State.Sensors.ContainsKey(sensor);
        turn.State = turn.State with { Sensors = turn.State.Sensors.SetItem(sensor, active) };
        switch (sensor)
        {
            case DoorSensor.RequestToExit:
                return TakeRequestToExit(turn, known, active);
            case DoorSensor.DoorPosition:
                return active ? TakeOpening(turn, known) : TakeClosing(turn, known);
            case DoorSensor.Tamper when active:
                turn.Note(AuditKind.Tamper);
                turn.State = turn.State with { TamperSince = turn.State.TamperSince ?? turn.Now };
                return EndAllButRequestToExit(turn, "tamper");
            case DoorSensor.Tamper when known:
                turn.Note(AuditKind.TamperQuiet);
                return null;
            case DoorSensor.Fire when active:
                turn.Note(AuditKind.Fire);
                turn.State = turn.State with { FireSince = turn.State.FireSince ?? turn.Now };
                return new StrikeCause(nameof(ReleaseCause.Fire));
            case DoorSensor.Fire when known:
                turn.Note(AuditKind.FireQuiet);
                return null;
            case DoorSensor.IntentButton when active && known:
                turn.Note(AuditKind.Intent);
                turn.State = turn.State with { IntentAt = turn.Now, IntentUntil = turn.Now + access.IntentTime };
                return null;
            default:
                return null; // A button let go, or found pressed at the start; a quiet contact found quiet.
        }
    }

    private StrikeCause? TakeRequestToExit(DoorTurn turn, bool known, bool active)
    {
        if (!active)
        {
            if (turn.State.RequestToExitStuckSince is not null)
            {
                turn.Note(AuditKind.RequestToExitFreed);
            }

            turn.State = turn.State with { RequestToExitSince = null, RequestToExitStuckSince = null };
            return null;
        }

        if (!known)
        {
            // A shorted wire must not open the door at every start.
            turn.Note(AuditKind.RequestToExitStuck, "found pressed");
            turn.State = turn.State with { RequestToExitStuckSince = turn.Now };
            return null;
        }

        turn.Note(AuditKind.RequestToExit);
        turn.State = turn.State with { RequestToExitSince = turn.Now, AuthorisedUntil = Later(turn.State.AuthorisedUntil, turn.Now + rules.UnlockTime) };
        if (!rules.RequestToExitReleases)
        {
            return null;
        }

        // Met at once, or as soon as the coil allows.
        turn.State = turn.State with { ExitOwedUntil = turn.Now + rules.UnlockTime };
        return Conditions.IsReleased(turn.State) || Conditions.ExitMetAt(turn.State) <= turn.Now ? ReleaseForExit(turn) : null;
    }

    private StrikeCause? TakeOpening(DoorTurn turn, bool known)
    {
        NotePosition(turn, AuditKind.DoorOpened, known);
        if (known && !Conditions.IsRightfulOpening(turn.State, turn.Now))
        {
            turn.Note(AuditKind.ForcedOpen);
            turn.State = turn.State with { ForcedOpenSince = turn.Now };
        }

        turn.State = turn.State with { Release = turn.State.Release is { } release ? release with { Opened = true } : null };
        return EndReleaseEarly(turn, RelockRule.WhenOpened, "the door was opened");
    }

    private StrikeCause? TakeClosing(DoorTurn turn, bool known)
    {
        NotePosition(turn, AuditKind.DoorClosed, known);
        if (turn.State.ForcedOpenSince is not null)
        {
            turn.Note(AuditKind.ForcedOpenEnded);
        }

        if (turn.State.HeldOpenSince is not null)
        {
            turn.Note(AuditKind.HeldOpenEnded);
        }

        turn.State = turn.State with { ForcedOpenSince = null, HeldOpenSince = null, HeldOpenDueAt = null };
        return EndReleaseEarly(turn, RelockRule.WhenClosed, "the door was closed");
    }

    private static void NotePosition(DoorTurn turn, AuditKind kind, bool known) => turn.Note(kind, known ? "" : "found so");

    private static StrikeCause TakeIoFailure(DoorTurn turn, string detail)
    {
        if (turn.State.IoFailedSince is null)
        {
            turn.Note(AuditKind.Fault, $"Outputs and inputs: {detail}");
        }

        var cause = new StrikeCause("the outputs failed");
        EndHoldOpen(turn, cause.Why);
        // A door in alarm stays in alarm: its position is told again when the lines are back.
        turn.State = turn.State with
        {
            IoFailedSince = turn.State.IoFailedSince ?? turn.Now,
            Release = null,
            Sensors = turn.State.Sensors.Clear(),
            RequestToExitSince = null,
            RequestToExitStuckSince = null,
            ExitOwedUntil = null,
            IntentUntil = null,
            HeldOpenDueAt = null,
        };
        return cause;
    }
}
