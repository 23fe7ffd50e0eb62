using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>
/// What follows from a state, whichever way it came about: since when the strike is released, how warm its coil is, the deadline of an open door, the
/// outputs. A pure function of the state and the instant: it decides nothing.
/// </summary>
internal sealed class DoorSettlement(DoorConditions conditions)
{
    private readonly OutputPlan _plan = new(conditions);

    public DoorConditions Conditions => conditions;

    public DoorState Settle(DoorState state, MonotonicInstant now)
    {
        var settled = SettleOpenDoor(SettleCoil(SettleStrike(state, now), now), now);
        return settled with { Outputs = _plan.At(settled, now).Outputs };
    }

    /// <summary>When time alone changes something next; null for never.</summary>
    public MonotonicInstant? WakeAt(DoorState state, MonotonicInstant now) =>
        DoorConditions.Earliest(conditions.NextDeadline(state, now), _plan.At(state, now).ChangesAt);

    private DoorState SettleStrike(DoorState state, MonotonicInstant now)
    {
        if (conditions.IsReleased(state))
        {
            return state with { ReleasedSince = state.ReleasedSince ?? now };
        }

        var grace = now + DoorRules.OpeningGrace;
        return state.ReleasedSince is null
            ? state
            : state with { ReleasedSince = null, AuthorisedUntil = state.AuthorisedUntil > grace ? state.AuthorisedUntil : grace };
    }

    private DoorState SettleCoil(DoorState state, MonotonicInstant now)
    {
        if (conditions.Rules.Strike != StrikeType.FailSecure)
        {
            return state; // Energised to lock, and made for it.
        }

        var coil = state.Coil.Switch(state.ReleasedSince is not null, conditions.Rules, now);
        var settled = state with { Coil = coil };
        // While it is released it may be prolonged; the coil's end is its end.
        var cools = !coil.Energised && conditions.RestsUntil(settled, conditions.Rules.UnlockTime) > now;
        return settled with { CoolingSince = cools ? state.CoolingSince ?? now : null };
    }

    private DoorState SettleOpenDoor(DoorState state, MonotonicInstant now)
    {
        var mayStayOpen = state.Position != DoorPosition.Open || state.Mode.Kind == OperatingModeKind.HoldOpen || conditions.IsEvacuation(state)
            || state.ForcedOpenSince is not null || state.HeldOpenSince is not null || state.ShutDown;
        return state with { HeldOpenDueAt = mayStayOpen ? null : state.HeldOpenDueAt ?? now + conditions.Rules.HeldOpenTime };
    }
}
