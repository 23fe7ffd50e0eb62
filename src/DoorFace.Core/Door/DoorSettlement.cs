using DoorFace.Core.Audit;

namespace DoorFace.Core.Door;

/// <summary>What follows from a state, whichever way it came about: the strike's entry in the audit, the deadline of an open door, the outputs.</summary>
internal sealed class DoorSettlement(DoorConditions conditions)
{
    private readonly OutputPlan _plan = new(conditions);

    public DoorConditions Conditions => conditions;

    public void Settle(DoorTurn turn)
    {
        SettleStrike(turn);
        SettleCoil(turn);
        SettleOpenDoor(turn);
        SettleOutputs(turn);
    }

    /// <summary>The step, with the instant at which time alone changes something.</summary>
    public DoorStep Finish(DoorTurn turn) =>
        turn.Finish(DoorConditions.Earliest(conditions.NextDeadline(turn.State, turn.Now), _plan.At(turn.State, turn.Now).ChangesAt));

    private void SettleStrike(DoorTurn turn)
    {
        var released = conditions.IsReleased(turn.State);
        if (released && turn.State.ReleasedSince is null)
        {
            turn.Note(AuditKind.StrikeReleased, turn.Why, turn.Subject);
            turn.State = turn.State with { ReleasedSince = turn.Now };
        }
        else if (!released && turn.State.ReleasedSince is not null)
        {
            var grace = turn.Now + DoorRules.OpeningGrace;
            turn.Note(AuditKind.StrikeSecured, turn.Why);
            turn.State = turn.State with { ReleasedSince = null, AuthorisedUntil = turn.State.AuthorisedUntil > grace ? turn.State.AuthorisedUntil : grace };
        }
    }

    private void SettleCoil(DoorTurn turn)
    {
        if (conditions.Rules.Strike != StrikeType.FailSecure)
        {
            return; // Energised to lock, and made for it.
        }

        var coil = turn.State.Coil.Switch(turn.State.ReleasedSince is not null, conditions.Rules, turn.Now);
        turn.State = turn.State with { Coil = coil };
        // While it is released it may be prolonged; the coil's end is its end.
        var cools = !coil.Energised && conditions.RestsUntil(turn.State, conditions.Rules.UnlockTime) > turn.Now;
        turn.State = turn.State with { CoolingSince = cools ? turn.State.CoolingSince ?? turn.Now : null };
    }

    private void SettleOpenDoor(DoorTurn turn)
    {
        var state = turn.State;
        var mayStayOpen = state.Position != DoorPosition.Open || state.Mode.Kind == OperatingModeKind.HoldOpen || conditions.IsEvacuation(state)
            || state.ForcedOpenSince is not null || state.HeldOpenSince is not null || state.ShutDown;
        turn.State = state with { HeldOpenDueAt = mayStayOpen ? null : state.HeldOpenDueAt ?? turn.Now + conditions.Rules.HeldOpenTime };
    }

    private void SettleOutputs(DoorTurn turn)
    {
        var before = turn.State.Outputs;
        turn.State = turn.State with { Outputs = _plan.At(turn.State, turn.Now).Outputs };
        if (turn.State.IoFailedSince is null)
        {
            // Otherwise nothing can be told to them; the adapter has driven them to the safe state as far as it could.
            turn.Commands.AddRange(turn.State.Outputs.Where(output => output != before[(int)output.Output]));
        }
    }
}
