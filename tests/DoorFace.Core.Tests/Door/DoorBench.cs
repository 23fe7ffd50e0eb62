using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Door;

/// <summary>
/// A door on the bench: feeds the machine, wakes it as it asks, and keeps what an electrician's meter and the audit would show.
/// It starts at 100 s, so that no instant is the origin by chance.
/// </summary>
internal sealed class DoorBench
{
    public static readonly SubjectId Alex = new(new Guid("00000000-0000-0000-0000-0000000000a1"));
    private readonly List<DoorOutput> _energised = [];

    public DoorBench(DoorRules? rules = null, AccessRules? access = null, DoorMemory? memory = null, TimeSpan? lockDownLeft = null, bool knowsMemory = true)
    {
        Machine = new DoorStateMachine(rules ?? new DoorRules(), access ?? new AccessRules());
        Keep(Machine.Start(Now));
        if (knowsMemory)
        {
            Keep(Machine.Step(State, new DoorInput.MemoryLoaded(memory ?? new DoorMemory(), lockDownLeft), Now));
        }
    }

    public DoorStateMachine Machine { get; }

    public DoorState State { get; private set; } = null!;

    public MonotonicInstant Now { get; private set; } = new(TimeSpan.FromSeconds(100));

    public MonotonicInstant? WakeAt { get; private set; }

    /// <summary>All that the audit was told.</summary>
    public List<AuditEvent> Audit { get; } = [];

    public DoorStep Last { get; private set; } = null!;

    public bool IsReleased => Machine.Conditions.IsReleased(State);

    public DoorPhase Phase => Machine.Conditions.PhaseOf(State);

    public IEnumerable<AuditKind> Kinds => Audit.Select(entry => entry.Kind);

    public bool IsOn(DoorOutput output) => _energised.Contains(output);

    /// <summary>Lets time pass and feeds inputs at its end.</summary>
    public DoorBench After(double seconds, params IEnumerable<DoorInput> inputs)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (WakeAt is { } wake && wake <= end)
        {
            // A wake-up that is already due comes at once, never in the past.
            Now = wake > Now ? wake : Now;
            Keep(Machine.Step(State, new DoorInput.TimerElapsed(), Now));
            if (WakeAt <= Now)
            {
                throw new InvalidOperationException($"Woken at {Now}, the machine asks for {WakeAt} again.");
            }
        }

        Now = end;
        foreach (var input in inputs)
        {
            Keep(Machine.Step(State, input, Now));
        }

        return this;
    }

    /// <summary>Lets time pass without waking the machine: a timer that is late.</summary>
    public DoorBench Late(double seconds, DoorInput input)
    {
        Now += TimeSpan.FromSeconds(seconds);
        Keep(Machine.Step(State, input, Now));
        return this;
    }

    public static DoorInput Grant => new DoorInput.AccessGranted(Alex, new ComparisonScore(0.7f));

    /// <summary>A grant about a frame that was taken some time ago.</summary>
    public DoorInput GrantSeen(double secondsAgo) => new DoorInput.AccessGranted(Alex, new ComparisonScore(0.7f), Now - TimeSpan.FromSeconds(secondsAgo));

    public DoorInput RefusedSeen(double secondsAgo) =>
        new DoorInput.AccessDenied(DenialReason.BelowThreshold, IsAttempt: true, SeenAt: Now - TimeSpan.FromSeconds(secondsAgo));

    public static DoorInput Refused => new DoorInput.AccessDenied(DenialReason.BelowThreshold, IsAttempt: true);

    public static DoorInput Opened => new DoorInput.SensorRead(DoorSensor.DoorPosition, true);

    public static DoorInput Closed => new DoorInput.SensorRead(DoorSensor.DoorPosition, false);

    public static DoorInput Pressed => new DoorInput.SensorRead(DoorSensor.RequestToExit, true);

    public static DoorInput LetGo => new DoorInput.SensorRead(DoorSensor.RequestToExit, false);

    public static DoorInput Ask(DoorRequest request) => new DoorInput.Requested(request, "uid 1000");

    /// <summary>The inputs as they are read at a start with nobody about.</summary>
    public static IEnumerable<DoorInput> Quiet => Enum.GetValues<DoorSensor>().Select(sensor => new DoorInput.SensorRead(sensor, false));

    private void Keep(DoorStep step)
    {
        foreach (var command in step.Commands)
        {
            _energised.Remove(command.Output);
            if (command.Active)
            {
                _energised.Add(command.Output);
            }
        }

        if (step.State.IoFailedSince is not null)
        {
            _energised.Clear(); // The adapter has driven every line to its safe level.
        }

        Audit.AddRange(step.Events);
        (State, WakeAt, Last) = (step.State, step.WakeAt, step);
    }
}
