using DoorFace.Core.Door;

namespace DoorFace.Core.Tests.Door;

/// <summary>What a sensor and an administrator's request change.</summary>
internal sealed partial class StrikeOracle
{
    private void TakeLevel(DoorSensor sensor, bool active, bool known)
    {
        switch (sensor)
        {
            case DoorSensor.RequestToExit:
                _pressed = active && known ? _now : null;
                if (_pressed is not null && rules.RequestToExitReleases)
                {
                    _owed = _now + _unlock;
                    if (IsReleased || !IsTooWarmFor(rules.MinimumPulse.TotalSeconds))
                    {
                        Exit();
                    }
                }

                break;
            case DoorSensor.DoorPosition:
                var released = _exit is not null || _entry is not null;
                _walkedThrough |= active && released;
                if (released && _walkedThrough && rules.Relock == (active ? RelockRule.WhenOpened : RelockRule.WhenClosed))
                {
                    var end = _begun + rules.MinimumPulse.TotalSeconds;
                    _exit = Sooner(_exit, end);
                    _entry = Sooner(_entry, end);
                    _owed = null;
                }

                break;
            case DoorSensor.Tamper when active:
                _tamper = true;
                EndEntry();
                break;
            case DoorSensor.Fire when active:
                _fire = true;
                break;
            case DoorSensor.IntentButton when active && known:
                _intentEnds = _now + access.IntentTime.TotalSeconds;
                break;
            default:
                break;
        }

        double? Sooner(double? part, double end) => part is null || Due(Math.Min(part.Value, end)) ? null : Math.Min(part.Value, end);
    }

    private void TakeRequest(DoorRequest request)
    {
        switch (request)
        {
            case DoorRequest.Release when !_tamper && !_locked && !IsTooWarmFor(_unlock):
                Enter();
                break;
            case DoorRequest.HoldOpen { For: var time } when !_tamper && !_locked && !(_coil && time.TotalSeconds > _longest - Heat(_now) + Hair):
                (_holds, _modeEnds) = (true, _now + time.TotalSeconds);
                break;
            case DoorRequest.LockDown { For: var time }:
                EndEntry();
                (_locked, _modeEnds) = (true, _now + time?.TotalSeconds ?? Never);
                break;
            case DoorRequest.Normal:
                (_locked, _holds, _modeEnds) = (false, false, Never);
                break;
            case DoorRequest.ClearAlarms when !_lines.GetValueOrDefault(DoorSensor.Tamper) && !_lines.GetValueOrDefault(DoorSensor.Fire):
                (_tamper, _fire) = (false, false);
                break;
            default:
                break;
        }
    }
}
