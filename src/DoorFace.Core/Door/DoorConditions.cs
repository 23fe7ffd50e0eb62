using System.Globalization;
using DoorFace.Core.Access;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>What a state means under the door's rules: questions only, no transition.</summary>
public sealed class DoorConditions(DoorRules rules, AccessRules access)
{
    public DoorRules Rules => rules;

    /// <summary>
    /// Why an input changes nothing in a state, the first line that applies; null for an input that the machine takes. It is asked when whatever is due
    /// has ended.
    /// </summary>
    public IgnoredBecause? ReasonToIgnore(DoorState state, DoorInput input, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return input switch
        {
            DoorInput.AccessGranted { SeenAt: { } at } when Freshness.IsPast(at, now) => IgnoredBecause.TooLate,
            DoorInput.AccessDenied { SeenAt: { } at } when Freshness.IsPast(at, now) => IgnoredBecause.TooLate,
            DoorInput.AccessGranted when RefusalOf(state) is not null => IgnoredBecause.FacesRefused,
            _ when state.ShutDown => IgnoredBecause.Stopped,
            DoorInput.AccessDenied { Reason: var reason } when !reason.IsAudited() => IgnoredBecause.NobodyToTell,
            DoorInput.SensorRead when state.IoFailedSince is not null => IgnoredBecause.LinesFailed,
            DoorInput.SensorRead read when state.Sensors.TryGetValue(read.Sensor, out var active) && active == read.Active => IgnoredBecause.NothingNew,
            DoorInput.EnrollmentSwitched { On: var on } when on == state.EnrollingSince is not null => IgnoredBecause.NothingNew,
            DoorInput.FaultRaised { Fault: var fault } when state.Faults.ContainsKey(fault) => IgnoredBecause.NothingNew,
            DoorInput.FaultCleared { Fault: var fault } when !state.Faults.ContainsKey(fault) => IgnoredBecause.NothingNew,
            DoorInput.IoRestored when state.IoFailedSince is null => IgnoredBecause.NothingNew,
            DoorInput.Requested { Request: var request } when ObjectionTo(state, request, now) is not null => IgnoredBecause.RequestRefused,
            DoorInput.TimerElapsed => IgnoredBecause.OnlyTime,
            _ => null,
        };
    }

    /// <summary>Why no face would open the door now, whoever's it is; null when a resident's would.</summary>
    public DenialReason? RefusalOf(DoorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            { ShutDown: true } => DenialReason.ShuttingDown,
            { IoFailedSince: not null } => DenialReason.OutputsFailed,
            { AwaitsMemory: true } => DenialReason.MemoryUnknown,
            { TamperSince: not null } => DenialReason.Tamper,
            { Mode.Kind: OperatingModeKind.LockDown } => DenialReason.LockDown,
            _ when state.Faults.ContainsKey(DoorFault.State) => DenialReason.StateInDoubt,
            { EnrollingSince: not null } => DenialReason.Enrollment,
            { Limiter.PausedUntil: not null } => DenialReason.Paused,
            { CoolingSince: not null } => DenialReason.StrikeCooling,
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
    public string? ObjectionTo(DoorState state, DoorRequest request, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return request switch
        {
            _ when state.IoFailedSince is not null => "the outputs have failed.",
            not DoorRequest.LockDown when state.AwaitsMemory => "the door has just started and does not know yet what it must remember; try again in a few seconds.",
            DoorRequest.Release or DoorRequest.HoldOpen when state.TamperSince is not null => "the tamper alarm must be cleared first.",
            DoorRequest.Release or DoorRequest.HoldOpen when state.Mode.Kind == OperatingModeKind.LockDown => "the lock-down must be ended first.",
            DoorRequest.HoldOpen { For: var time } when time <= TimeSpan.Zero => "the end time has passed.",
            DoorRequest.LockDown { For: var time } when time <= TimeSpan.Zero => "the end time has passed.",
            DoorRequest.HoldOpen { For: var time } when rules.Strike == StrikeType.FailSecure && time > rules.LongestEnergisedTime =>
                $"the strike may be energised for {rules.LongestEnergisedTime:c} at most (Door:LongestEnergisedTime).",
            DoorRequest.Release when state.CoolingSince is not null =>
                $"the strike must cool down for another {Whole(RestsUntil(state, rules.UnlockTime) - now)} (Door:DutyCycle).",
            DoorRequest.HoldOpen { For: var time } when rules.Strike == StrikeType.FailSecure && now + time > CoilEndsAt(state, now) =>
                $"the strike has not cooled down: it may be energised for {Whole(CoilEndsAt(state, now) - now)} now (Door:DutyCycle).",
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

    /// <summary>When the coil that is energised must have its pause; null while it is not.</summary>
    internal MonotonicInstant? EnergisedTooLongAt(DoorState state) =>
        state.Coil.Energised ? CoilEndsAt(state, state.Coil.At) : null;

    /// <summary>When a coil that is energised, or would be from now on, must have its pause.</summary>
    internal MonotonicInstant CoilEndsAt(DoorState state, MonotonicInstant now) =>
        now + (rules.LongestEnergisedTime - state.Coil.HeatAt(rules, now));

    /// <summary>When a coil without current may be energised for so long again.</summary>
    internal MonotonicInstant RestsUntil(DoorState state, TimeSpan time) => state.Coil.CoolAt(rules.LongestEnergisedTime - time, rules);

    /// <summary>When the strike has cooled down so far that faces and administrators may release it again; null while they may.</summary>
    public MonotonicInstant? CooledAt(DoorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.CoolingSince is null ? null : RestsUntil(state, rules.UnlockTime);
    }

    /// <summary>When faces are accepted again by the passing of time; null when that is not what keeps them out.</summary>
    public MonotonicInstant? AcceptsAgainAt(DoorState state) => RefusalOf(state) switch
    {
        DenialReason.Paused => state.Limiter.PausedUntil,
        DenialReason.StrikeCooling => CooledAt(state),
        _ => null,
    };

    /// <summary>When the request to exit that waits for the coil is met; null without one. The minimum pulse is enough for it.</summary>
    internal MonotonicInstant? ExitMetAt(DoorState state) => state.ExitOwedUntil is null || IsReleased(state) ? null : RestsUntil(state, rules.MinimumPulse);

    /// <summary>When the warning of a held-open door begins; null without one.</summary>
    internal MonotonicInstant? HeldOpenWarningAt(DoorState state) =>
        rules.HeldOpenWarning > TimeSpan.Zero && state.HeldOpenDueAt is { } due ? due - rules.HeldOpenWarning : null;

    /// <summary>When time alone changes the state next; null for never.</summary>
    internal MonotonicInstant? NextDeadline(DoorState state, MonotonicInstant now)
    {
        MonotonicInstant? next = null;
        foreach (var deadline in (ReadOnlySpan<MonotonicInstant?>)
        [
            state.Release?.Exit, state.Release?.Entry, CooledAt(state), state.ExitOwedUntil, ExitMetAt(state), state.Mode.Until, EnergisedTooLongAt(state), RequestToExitStuckAt(state), state.IntentUntil,
            state.Limiter.PausedUntil, state.HeldOpenDueAt, HeldOpenWarningAt(state) is { } warning && warning > now ? warning : null,
        ])
        {
            next = Earliest(next, deadline);
        }

        return state.ShutDown ? null : next;
    }

    /// <summary>The earlier of two instants that may be missing.</summary>
    internal static MonotonicInstant? Earliest(MonotonicInstant? a, MonotonicInstant? b) => a < b || b is null ? a : b;

    private static string Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture);

    private static bool IsActive(DoorState state, DoorSensor sensor) => state.Sensors.GetValueOrDefault(sensor);
}
