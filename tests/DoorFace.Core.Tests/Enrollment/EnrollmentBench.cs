using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>The enrolment's machine with a timer, and a shell that stores and compares as it is told to.</summary>
internal sealed class EnrollmentBench
{
    public static readonly SubjectId Admin = new(Guid.Parse("11111111111111111111111111111111"));
    public static readonly SubjectId Resident = new(Guid.Parse("22222222222222222222222222222222"));

    private static readonly EnrollmentRules Rules = new();
    private readonly EnrollmentStateMachine _machine = new(Rules);
    private MonotonicInstant? _wakeAt;

    public EnrollmentBench(bool hasAdministrator = true)
    {
        Context = new EnrollmentContext(hasAdministrator, FacesAccepted: true, CanSee: true);
        Take(new EnrollmentInput.ButtonRead(false));
    }

    public EnrollmentContext Context { get; set; }

    public EnrollmentState State { get; private set; } = new();

    public MonotonicInstant Now { get; private set; } = new(TimeSpan.FromSeconds(100));

    /// <summary>Everything that was asked for, and when it was.</summary>
    public List<EnrollmentCommand> Commands { get; } = [];

    public List<AuditEvent> Audit { get; } = [];

    /// <summary>What the next comparison finds.</summary>
    public CaptureComparison Comparison { get; set; } = new([]);

    /// <summary>What becomes of the next order to store or erase; null for success.</summary>
    public EnrollmentEnd? Failure { get; set; }

    /// <summary>Captures whose features are in memory.</summary>
    public int Kept { get; private set; }

    public void Take(EnrollmentInput input)
    {
        for (EnrollmentInput? next = input; next is not null;)
        {
            var step = _machine.Step(State, next, Context, Now);
            (State, _wakeAt, next) = (step.State, step.WakeAt, null);
            Audit.AddRange(step.Events);
            foreach (var command in step.Commands)
            {
                Commands.Add(command);
                next = Do(command) ?? next;
            }
        }
    }

    public void Wait(double seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (_wakeAt <= end)
        {
            Assert.True(_wakeAt > Now || State.Phase != EnrollmentPhase.Idle, "It asks to be woken again and again.");
            Now = _wakeAt.Value > Now ? _wakeAt.Value : Now;
            var before = State;
            Take(new EnrollmentInput.TimerElapsed());
            Assert.True(_wakeAt > Now || _wakeAt is null || !before.Equals(State), "It asks to be woken again and again.");
        }

        Now = end;
    }

    /// <summary>Presses, and waits until it is known what that was.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="then">What happens meanwhile.</param>
    public void Press(double seconds = 0.1, EnrollmentInput? then = null)
    {
        Take(new EnrollmentInput.ButtonRead(true));
        Wait(seconds);
        Take(new EnrollmentInput.ButtonRead(false));
        if (then is not null)
        {
            Wait(0.2);
            Take(then);
        }

        Wait(0.5);
    }

    public void DoublePress()
    {
        for (var i = 0; i < 2; i++)
        {
            Take(new EnrollmentInput.ButtonRead(true));
            Wait(0.1);
            Take(new EnrollmentInput.ButtonRead(false));
            Wait(0.1);
        }
    }

    /// <summary>As far as a phase, in the ordinary way.</summary>
    public EnrollmentBench To(EnrollmentPhase phase)
    {
        if (phase == EnrollmentPhase.AwaitingFarewell)
        {
            Press(10);
            return this;
        }

        Press(3);
        if (State.Phase == EnrollmentPhase.AwaitingAdministrator && phase != State.Phase)
        {
            Take(new EnrollmentInput.ResidentSeen(Admin, MayAdminister: true));
        }

        if (phase == EnrollmentPhase.Capturing)
        {
            Press();
        }

        Assert.Equal(phase, State.Phase);
        return this;
    }

    /// <summary>A view that is good, in a pose of its own.</summary>
    public void See(int pose)
    {
        Take(new EnrollmentInput.ViewSeen(null, new HeadPose(pose * 2 * Rules.MinimumPoseDistance, 0)));
        Wait(0.2);
    }

    public void SeeAll()
    {
        for (var pose = 0; pose < Rules.References; pose++)
        {
            See(pose);
        }
    }

    private EnrollmentInput? Do(EnrollmentCommand command)
    {
        switch (command)
        {
            case EnrollmentCommand.Keep:
                Kept++;
                return null;
            case EnrollmentCommand.Drop drop:
                Kept -= drop.Captures.Length;
                return null;
            case EnrollmentCommand.DropAll:
                Kept = 0;
                return null;
            case EnrollmentCommand.Compare:
                return new EnrollmentInput.Compared(Comparison);
            case EnrollmentCommand.Store store:
                return Failure is { } end ? new EnrollmentInput.Failed(end) : new EnrollmentInput.Stored(store.Replaces ?? Resident);
            case EnrollmentCommand.EraseResident erase:
                return Failure is { } reason ? new EnrollmentInput.Failed(reason) : new EnrollmentInput.Stored(erase.Subject);
            case EnrollmentCommand.EraseEverything:
                return new EnrollmentInput.Stored(default);
            default:
                return null;
        }
    }
}
