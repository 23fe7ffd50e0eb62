using DoorFace.Core.Access;
using DoorFace.Core.Door;

namespace DoorFace.Core.Tests.Door;

/// <summary>
/// What the strike must do, told from outside: from the inputs, the rules and the clock alone, by definitions of its own. It never looks at the
/// machine's state. Seconds; of the coil it keeps a log of when it was energised, and of attempts what they have taken of each budget.
/// </summary>
internal sealed partial class StrikeOracle(DoorRules rules, AccessRules access)
{
    // The machine rounds to ticks where this divides, once for each rest of the coil.
    private const double Hair = 5e-5;
    private const double Never = double.PositiveInfinity;
    private readonly double _unlock = rules.UnlockTime.TotalSeconds;
    private readonly double _longest = rules.LongestEnergisedTime.TotalSeconds;
    private readonly bool _coil = rules.Strike == StrikeType.FailSecure;
    private readonly List<(double On, double Off, double Heat)> _energised = [];
    private readonly Dictionary<DoorSensor, bool> _lines = [];
    private readonly List<double> _attempts = [];
    private readonly Budget _hour = new(3600, access.AttemptsPerHour);
    private readonly Budget _day = new(86_400, access.AttemptsPerDay);
    private double _now;
    private double? _on;
    private double? _exit;
    private double? _entry;
    private double? _owed;
    private double _begun;
    private bool _walkedThrough;
    private double? _pressed;
    private bool _tamper;
    private bool _fire;
    private bool _holds;
    private bool _locked;
    private double _modeEnds = Never;
    private bool _enrolling;
    private bool _auditFull;
    private bool _broken;
    private double? _intentEnds;
    private int _level;
    private double? _pauseEnds;
    private Remembered? _remembered;

    public bool IsReleased => _broken ? !_coil : _exit is not null || _entry is not null || _holds || (!_coil && _fire);

    public bool AcceptsFaces => !(_broken || _remembered is not null || _tamper || _locked || _enrolling || _auditFull || _pauseEnds is not null || IsTooWarmFor(_unlock)
        || (access.Intent == IntentRule.Button && _intentEnds is null));

    public bool IsPaused => _pauseEnds is not null;

    public (bool Tamper, bool Fire, bool Locked, bool Holds) Alarms => (_tamper, _fire, _locked, _holds);

    /// <summary>Whether something happens by itself so near to an instant that it is nobody's matter which of the two comes first.</summary>
    public bool IsBusyAt(double at) => Deadlines.Any(deadline => Math.Abs(deadline - at) < 4 * Hair);

    private double NextAt => Deadlines.Min();

    private double[] Deadlines =>
    [
        _exit ?? Never, _entry ?? Never, _owed ?? Never, _owed is not null && !IsReleased ? RestedAt(rules.MinimumPulse.TotalSeconds) : Never,
        _on is not null ? CoilEnd() : Never, StuckAt, _modeEnds, _intentEnds ?? Never, _pauseEnds ?? Never, _coil && !IsReleased && IsTooWarmFor(_unlock) ? RestedAt(_unlock) : Never,
    ];

    /// <summary>Time passes, event by event.</summary>
    public void PassTo(double now)
    {
        for (var next = NextAt; next <= now + Hair; next = NextAt)
        {
            _now = Math.Max(next, _now);
            LetBe();
        }

        _now = now;
    }

    /// <summary>Something happens now.</summary>
    public void Take(DoorInput input)
    {
        switch (input)
        {
            case DoorInput.SensorRead sensor when !_broken && !(_lines.TryGetValue(sensor.Sensor, out var was) && was == sensor.Active):
                var known = _lines.ContainsKey(sensor.Sensor);
                _lines[sensor.Sensor] = sensor.Active;
                TakeLevel(sensor.Sensor, sensor.Active, known);
                break;
            case DoorInput.AccessGranted when AcceptsFaces:
                Succeed();
                Enter();
                break;
            case DoorInput.AccessDenied { IsAttempt: true }:
                Attempt();
                break;
            case DoorInput.Requested { Request: var request } when !_broken && (_remembered is null || request is DoorRequest.LockDown):
                TakeRequest(request);
                break;
            case DoorInput.EnrollmentSwitched enrollment:
                _enrolling = enrollment.On;
                break;
            case DoorInput.FaultRaised { Fault: DoorFault.AuditFull }:
                _auditFull = true;
                break;
            case DoorInput.FaultCleared { Fault: DoorFault.AuditFull }:
                _auditFull = false;
                break;
            case DoorInput.IoFailed:
                (_broken, _exit, _entry, _owed, _pressed, _intentEnds) = (true, null, null, null, null, null);
                EndHold();
                _lines.Clear();
                break;
            case DoorInput.IoRestored:
                _broken = false;
                break;
            default:
                break;
        }

        NoteCoil();
    }

    /// <summary>The unit starts again, and has yet to read what it must not forget.</summary>
    public void Restart(double now, bool inOrder)
    {
        if (inOrder)
        {
            _hour.Settle(_now);
            _day.Settle(_now);
        }

        _remembered = new Remembered(_tamper, _fire, _locked, _modeEnds, Math.Min(_attempts.Count(at => _now - at < 60), 4), _pauseEnds is not null);
        (_exit, _entry, _owed, _pressed, _intentEnds, _pauseEnds, _on) = (null, null, null, null, null, null, null);
        (_broken, _enrolling, _auditFull, _holds, _locked, _tamper, _fire) = (false, false, false, false, false, false, false);
        (_modeEnds, _now) = (Never, now);
        _lines.Clear();
        _energised.Clear();
        _attempts.Clear();
    }

    /// <summary>It has read it; time that it was off for gives nothing back.</summary>
    public void Remember()
    {
        var before = _remembered!;
        _remembered = null;
        (_tamper, _fire) = (_tamper || before.Tamper, _fire || before.Fire);
        if (before.Locked && before.LockEnds > _now && !_locked)
        {
            (_locked, _modeEnds) = (true, before.LockEnds);
        }

        _hour.Restart(_now);
        _day.Restart(_now);
        _attempts.AddRange(Enumerable.Repeat(_now, before.Attempts));
        _level = Math.Max(_level, before.Paused ? 1 : 0);
        Pause(before.Paused ? _now + PauseOf(_level) : _now);
        NoteCoil();
    }

    private double StuckAt => _pressed + rules.LongestRequestToExit.TotalSeconds ?? Never;

    private bool Due(double? at) => at <= _now + Hair;

    private void LetBe()
    {
        if (Due(_pauseEnds))
        {
            _pauseEnds = null;
            _hour.Settle(_now);
            _day.Settle(_now);
        }

        _intentEnds = Due(_intentEnds) ? null : _intentEnds;
        if (Due(_modeEnds))
        {
            (_locked, _holds, _modeEnds) = (false, false, Never);
        }

        // A button that is held too long asks for nothing any more.
        _pressed = Due(StuckAt) ? null : _pressed;
        var asks = _exit is not null && !(_walkedThrough && rules.Relock != RelockRule.AfterUnlockTime) ? Asked() : null;
        var coilEnd = _on is not null ? CoilEnd() : Never;
        if (Due(_exit))
        {
            _exit = asks is { } until && Math.Min(until, Latest()) is var goesOn && !Due(goesOn) ? goesOn : null;
        }

        _entry = Due(_entry) ? null : _entry;
        if (Due(coilEnd))
        {
            (_exit, _entry, _owed) = (null, null, asks ?? _owed);
            EndHold();
        }

        NoteCoil();
        if (Due(_owed))
        {
            _owed = Asked();
        }

        if (_owed is not null && !IsReleased && !IsTooWarmFor(rules.MinimumPulse.TotalSeconds))
        {
            Exit();
        }

        NoteCoil();
    }

    /// <summary>Until when the held button asks for a release.</summary>
    private double? Asked() => _pressed is not null && rules.RequestToExitReleases && Math.Min(_now + _unlock, StuckAt) is var until && !Due(until) ? until : null;

    private void Enter()
    {
        Begin();
        _entry = Math.Max(_entry ?? 0, Math.Min(_now + _unlock, Latest()));
    }

    private void Exit()
    {
        Begin();
        _exit = Math.Max(_exit ?? 0, Math.Min(_now + _unlock, Latest()));
        _owed = _exit + Hair >= _owed ? null : _owed;
    }

    private void Begin()
    {
        if (_exit is null && _entry is null)
        {
            (_begun, _walkedThrough) = (_now, false);
        }
    }

    private void EndEntry()
    {
        _entry = null;
        EndHold();
    }

    private void EndHold()
    {
        if (_holds)
        {
            (_holds, _modeEnds) = (false, Never);
        }
    }

    private sealed record Remembered(bool Tamper, bool Fire, bool Locked, double LockEnds, int Attempts, bool Paused);
}
