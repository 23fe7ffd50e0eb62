using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>The enrollment's machine with a timer, and a shell that stores and compares as it is told to.</summary>
internal sealed class EnrollmentBench
{
    public static readonly SubjectId Admin = new(Guid.Parse("11111111111111111111111111111111"));
    public static readonly SubjectId Resident = new(Guid.Parse("22222222222222222222222222222222"));

    /// <summary>The face of whoever stands in front when nothing else is said.</summary>
    public const int Somebody = 1;

    private static readonly EnrollmentRules Rules = new();
    private readonly EnrollmentStateMachine _machine = new(Rules);
    private MonotonicInstant? _wakeAt;

    public EnrollmentBench(Household household = Household.Administered)
        : this(new EnrollmentContext(household, FacesAccepted: true, CanSee: true)) => Take(new EnrollmentInput.ButtonRead(false));

    private EnrollmentBench(EnrollmentContext context) => Context = context;

    public EnrollmentContext Context { get; set; }

    public EnrollmentState State { get; private set; } = new();

    public MonotonicInstant Now { get; private set; } = new(TimeSpan.FromSeconds(100));

    /// <summary>Everything that was asked for, and when it was.</summary>
    public List<EnrollmentCommand> Commands { get; } = [];

    public List<AuditEvent> Audit { get; } = [];

    /// <summary>Told of everything that is asked for, and noted, at its instant.</summary>
    public Action<EnrollmentCommand>? Asked { get; set; }

    public Action<AuditEvent>? Noted { get; set; }

    /// <summary>How many inputs the machine has taken.</summary>
    public int Inputs { get; private set; }

    /// <summary>What the next comparison finds.</summary>
    public CaptureComparison Comparison { get; set; } = new([]);

    /// <summary>What becomes of the next order to store or erase; null for success.</summary>
    public EnrollmentEnd? Failure { get; set; }

    /// <summary>Captures whose features are in memory.</summary>
    public int Kept { get; private set; }

    /// <summary>A start at which nothing has been read yet.</summary>
    public static EnrollmentBench Started(Household household) => new(new EnrollmentContext(household, FacesAccepted: true, CanSee: true));

    /// <summary>A start with the button held for long enough to erase everything, and let go.</summary>
    /// <param name="jumper">Whether the jumper in the housing is set.</param>
    /// <param name="household">Who is enrolled.</param>
    /// <param name="works">Whether camera and door would look at a face.</param>
    /// <param name="release">Whether it is let go.</param>
    public static EnrollmentBench HeldFromTheStart(bool jumper, Household household = Household.Administered, bool works = true, bool release = true)
    {
        var bench = new EnrollmentBench(new EnrollmentContext(household, works, works));
        bench.Take(new EnrollmentInput.JumperRead(jumper));
        bench.Take(new EnrollmentInput.ButtonRead(true));
        bench.Wait(16);
        if (release)
        {
            bench.Take(new EnrollmentInput.ButtonRead(false));
        }

        return bench;
    }

    public void Take(EnrollmentInput input)
    {
        for (EnrollmentInput? next = input; next is not null;)
        {
            var step = _machine.Step(State, next, Context, Now);
            (State, _wakeAt, next) = (step.State, step.WakeAt, null);
            Inputs++;
            Audit.AddRange(step.Events);
            foreach (var entry in step.Events)
            {
                Noted?.Invoke(entry);
            }

            foreach (var command in step.Commands)
            {
                Commands.Add(command);
                Asked?.Invoke(command);
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

    /// <summary>Somebody stands in front, alone, and is seen until something ends, in every frame.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="face">Who; nobody in particular when null.</param>
    public void Stand(double seconds = 0.5, FrontFace? face = null)
    {
        for (var end = Now + TimeSpan.FromSeconds(seconds); ;)
        {
            Take(new EnrollmentInput.FrontSeen(face ?? new FrontFace(Somebody)));
            if (Now >= end)
            {
                return;
            }

            Wait(0.1);
        }
    }

    /// <summary>Somebody who stands in front presses, and stays.</summary>
    public void PressInFront(FrontFace? face = null, double stay = 0)
    {
        Stand(0.2, face);
        Take(new EnrollmentInput.ButtonRead(true));
        Stand(0.1, face);
        Take(new EnrollmentInput.ButtonRead(false));
        Stand(0.5, face);
        if (stay > 0)
        {
            Stand(stay, face);
        }
    }

    /// <summary>As far as a phase, in the ordinary way.</summary>
    public EnrollmentBench To(EnrollmentPhase phase)
    {
        if (phase is EnrollmentPhase.AwaitingFarewell or EnrollmentPhase.Parting)
        {
            Press(10);
            if (phase == EnrollmentPhase.Parting)
            {
                PressInFront(new FrontFace(Somebody, Resident));
            }

            Assert.Equal(phase, State.Phase);
            return this;
        }

        Press(3);
        if (State.Phase == EnrollmentPhase.AwaitingAdministrator && phase != State.Phase)
        {
            Take(new EnrollmentInput.ResidentSeen(Admin, MayAdminister: true));
        }

        if (phase == EnrollmentPhase.Capturing)
        {
            PressInFront();
        }

        Assert.Equal(phase, State.Phase);
        return this;
    }

    /// <summary>A view that is good, in a pose of its own.</summary>
    public void See(int pose, int face = Somebody)
    {
        Take(new EnrollmentInput.ViewSeen(null, new HeadPose(pose * 2 * Rules.MinimumPoseDistance, 0), face));
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
