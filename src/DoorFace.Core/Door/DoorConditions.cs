using DoorFace.Core.Access;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>What a state means under the door's rules: questions only, no transition.</summary>
public sealed class DoorConditions(DoorRules rules, AccessRules access)
{
    public DoorRules Rules => rules;

    /// <summary>Why no face would open the door now, whoever's it is; null when a resident's would.</summary>
    public DenialReason? RefusalOf(DoorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            { ShutDown: true } => DenialReason.ShuttingDown,
            { IoFailedSince: not null } => DenialReason.OutputsFailed,
            { TamperSince: not null } => DenialReason.Tamper,
            { Mode.Kind: OperatingModeKind.LockDown } => DenialReason.LockDown,
            { EnrollingSince: not null } => DenialReason.Enrollment,
            { Limiter.PausedUntil: not null } => DenialReason.Paused,
            _ when state.Faults.ContainsKey(DoorFault.AuditFull) => DenialReason.AuditFull,
            { IntentUntil: null } when access.Intent == IntentRule.Button => DenialReason.NoIntent,
            _ => null,
        };
    }

    /// <summary>Whether the door can be opened from outside. A fail-safe strike is released when nothing drives it.</summary>
    public bool IsReleased(DoorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state is { IoFailedSince: null, ShutDown: false }
            ? state.Release is not null || state.Mode.Kind == OperatingModeKind.HoldOpen || IsEvacuation(state)
            : rules.Strike == StrikeType.FailSafe;
    }

    /// <summary>The one thing to know about the door.</summary>
    public DoorPhase PhaseOf(DoorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            { ShutDown: true } => DoorPhase.Stopped,
            { IoFailedSince: not null } => DoorPhase.OutputsFailed,
            _ when IsEvacuation(state) => DoorPhase.Evacuation,
            { Mode.Kind: OperatingModeKind.HoldOpen } => DoorPhase.HoldOpen,
            { Release: not null } => DoorPhase.Released,
            _ => RefusalOf(state) is null ? DoorPhase.Secured : DoorPhase.FacesRefused,
        };
    }

    /// <summary>Why an administrator's request cannot be met now, as the rest of a sentence; null when it can.</summary>
    public string? ObjectionTo(DoorState state, DoorRequest request)
    {
        ArgumentNullException.ThrowIfNull(state);
        return request switch
        {
            _ when state.IoFailedSince is not null => "the outputs have failed.",
            DoorRequest.Release or DoorRequest.HoldOpen when state.TamperSince is not null => "the tamper alarm must be cleared first.",
            DoorRequest.Release or DoorRequest.HoldOpen when state.Mode.Kind == OperatingModeKind.LockDown => "the lock-down must be ended first.",
            DoorRequest.HoldOpen { For: var time } when time <= TimeSpan.Zero => "the end time has passed.",
            DoorRequest.LockDown { For: var time } when time <= TimeSpan.Zero => "the end time has passed.",
            DoorRequest.HoldOpen { For: var time } when rules.Strike == StrikeType.FailSecure && time > rules.LongestEnergisedTime =>
                $"the strike may be energised for {rules.LongestEnergisedTime:c} at most (Door:LongestEnergisedTime).",
            DoorRequest.Normal when state.Mode.Kind == OperatingModeKind.Normal => "neither a lock-down nor a hold-open is in force.",
            DoorRequest.ClearAlarms when state is { TamperSince: null, FireSince: null } => "there is no tamper or fire alarm.",
            DoorRequest.ClearAlarms when IsActive(state, DoorSensor.Tamper) => "the housing is still open.",
            DoorRequest.ClearAlarms when IsActive(state, DoorSensor.Fire) => "the fire contact is still active.",
            _ => null,
        };
    }

    internal bool IsEvacuation(DoorState state) => rules.Strike == StrikeType.FailSafe && state.FireSince is not null;

    /// <summary>Whether an opening now would be no forced one.</summary>
    internal bool IsRightfulOpening(DoorState state, MonotonicInstant now) =>
        IsReleased(state) || state.RequestToExitSince is not null || now < state.AuthorisedUntil;

    /// <summary>When the request-to-exit button that is pressed begins to count as stuck.</summary>
    internal MonotonicInstant? RequestToExitStuckAt(DoorState state) =>
        state.RequestToExitStuckSince is null ? state.RequestToExitSince + rules.LongestRequestToExit : null;

    /// <summary>When the coil must have its pause.</summary>
    internal MonotonicInstant? EnergisedTooLongAt(DoorState state) =>
        rules.Strike == StrikeType.FailSecure ? state.ReleasedSince + rules.LongestEnergisedTime : null;

    /// <summary>When the warning of a held-open door begins; null without one.</summary>
    internal MonotonicInstant? HeldOpenWarningAt(DoorState state) =>
        rules.HeldOpenWarning > TimeSpan.Zero && state.HeldOpenDueAt is { } due ? due - rules.HeldOpenWarning : null;

    /// <summary>When time alone changes the state next; null for never.</summary>
    internal MonotonicInstant? NextDeadline(DoorState state, MonotonicInstant now)
    {
        MonotonicInstant? next = null;
        foreach (var deadline in (ReadOnlySpan<MonotonicInstant?>)
        [
            state.Release?.Until, state.Mode.Until, EnergisedTooLongAt(state), RequestToExitStuckAt(state), state.IntentUntil,
            state.Limiter.PausedUntil, state.HeldOpenDueAt, HeldOpenWarningAt(state) is { } warning && warning > now ? warning : null,
        ])
        {
            next = Earliest(next, deadline);
        }

        return state.ShutDown ? null : next;
    }

    /// <summary>The earlier of two instants that may be missing.</summary>
    internal static MonotonicInstant? Earliest(MonotonicInstant? a, MonotonicInstant? b) => a < b || b is null ? a : b;

    private static bool IsActive(DoorState state, DoorSensor sensor) => state.Sensors.GetValueOrDefault(sensor);
}
