using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Door;

/// <summary>
/// The definitions of forced open and held open, told from outside: from the inputs and from whether the strike is released.
/// Forced: the door was opened while the strike was secured for a second or more, no request to exit was pressed and none was pressed within the unlock time.
/// Held: opened otherwise, and open for the held-open time since then, since the last release that began or went on, and since the last hold-open or evacuation.
/// </summary>
internal sealed class AlarmOracle(DoorRules rules)
{
    private bool? _open;
    private bool _forced;
    private bool _held;
    private bool _excused;
    private bool? _pressed;
    private MonotonicInstant? _mayOpenUntil;
    private MonotonicInstant _openSince;
    private bool _released;
    private MonotonicInstant? _pressCountsUntil;

    /// <summary>Call after the machine took an input, before <see cref="Check"/>.</summary>
    public void Take(DoorBench door, DoorInput input)
    {
        var now = door.Now;
        LetGo(door);
        switch (input)
        {
            case DoorInput.IoFailed:
                (_open, _pressed, _pressCountsUntil) = (null, null, null);
                break;
            case DoorInput.SensorRead when door.State.IoFailedSince is not null:
                break;
            case DoorInput.SensorRead { Sensor: DoorSensor.RequestToExit, Active: var pressed } when pressed != _pressed:
                _pressCountsUntil = pressed && _pressed == false ? now + rules.LongestRequestToExit : null;
                if (_pressCountsUntil is not null)
                {
                    _mayOpenUntil = Later(_mayOpenUntil, now + rules.UnlockTime);
                }

                _pressed = pressed;
                break;
            case DoorInput.SensorRead { Sensor: DoorSensor.DoorPosition, Active: true } when _open != true:
                _forced |= _open == false && !(_released || _pressCountsUntil is not null || now < _mayOpenUntil);
                (_open, _openSince) = (true, now);
                break;
            case DoorInput.SensorRead { Sensor: DoorSensor.DoorPosition, Active: false }:
                (_open, _forced, _held) = (false, false, false);
                break;
            case DoorInput.AccessGranted { SeenAt: null } or DoorInput.Requested { Request: DoorRequest.Release } when IsTaken(door):
                _openSince = now;
                break;
            default:
                break;
        }

        // A release may have begun with this input; it may also have been ended by it.
        LetGo(door);
        Check(door);
    }

    public void Check(DoorBench door)
    {
        LetGo(door);
        // A request to exit releases when it is pressed, or when the coil has had its pause.
        _openSince = door.Last.Events.Any(entry => entry.Detail == nameof(ReleaseCause.RequestToExit)) ? door.Now : _openSince;
        var excused = door.Phase is DoorPhase.HoldOpen or DoorPhase.Evacuation or DoorPhase.Stopped or DoorPhase.OutputsFailed;
        if ((excused || _excused) && !_held)
        {
            _openSince = door.Now;
        }

        _excused = excused;
        _held |= _open == true && !_forced && !excused && door.Now - _openSince >= rules.HeldOpenTime;
        Assert.Equal(_forced, door.State.ForcedOpenSince is not null);
        Assert.Equal(_held, door.State.HeldOpenSince is not null);
    }

    private void LetGo(DoorBench door)
    {
        if (_released && !door.IsReleased)
        {
            _mayOpenUntil = Later(_mayOpenUntil, door.Now + DoorRules.OpeningGrace);
        }

        _released = door.IsReleased;
        _pressCountsUntil = _pressed == true ? _pressCountsUntil : null;
    }

    private static bool IsTaken(DoorBench door) => door.Last.Events.Any(entry => entry.Kind is Core.Audit.AuditKind.StrikeReleased or Core.Audit.AuditKind.ReleaseExtended);

    private static MonotonicInstant Later(MonotonicInstant? a, MonotonicInstant b) => a > b ? a.Value : b;
}
