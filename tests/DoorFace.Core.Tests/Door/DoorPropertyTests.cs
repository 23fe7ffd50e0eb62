using CsCheck;
using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Door;

/// <summary>
/// What is true of every door, whatever happens in whatever order, with timers that come late and hours in which nothing does. Judged from
/// the commands and the audit by definitions of their own, not by the machine's state.
/// </summary>
public class DoorPropertyTests
{
    private const int Sequences = 1000;

    // Of a frame that was taken before every door here was started.
    private static readonly DoorInput OldGrant = new DoorInput.AccessGranted(new SubjectId(Guid.Empty), new ComparisonScore(0.9f), MonotonicInstant.Origin);

    private static readonly DoorInput[] Inputs =
    [
        DoorBench.Grant, DoorBench.Grant, DoorBench.Refused, OldGrant, DoorBench.Pressed, DoorBench.LetGo, DoorBench.Opened, DoorBench.Closed,
        new DoorInput.AccessDenied(DenialReason.NotFrontal, false), new DoorInput.AccessDenied(DenialReason.NotUpright, false),
        new DoorInput.SensorRead(DoorSensor.Tamper, true), new DoorInput.SensorRead(DoorSensor.Tamper, false),
        new DoorInput.SensorRead(DoorSensor.Fire, true), new DoorInput.SensorRead(DoorSensor.Fire, false),
        new DoorInput.SensorRead(DoorSensor.IntentButton, true), new DoorInput.SensorRead(DoorSensor.IntentButton, false),
        DoorBench.Ask(new DoorRequest.Release()), DoorBench.Ask(new DoorRequest.Normal()), DoorBench.Ask(new DoorRequest.ClearAlarms()),
        DoorBench.Ask(new DoorRequest.LockDown(TimeSpan.FromSeconds(30), DateTimeOffset.MaxValue)), DoorBench.Ask(new DoorRequest.LockDown()),
        DoorBench.Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(11))), DoorBench.Ask(new DoorRequest.HoldOpen(TimeSpan.FromMinutes(5))),
        new DoorInput.FaceInView(true), new DoorInput.FaceInView(false), new DoorInput.CameraSwitched(true), new DoorInput.CameraSwitched(false),
        new DoorInput.EnrollmentSwitched(true), new DoorInput.EnrollmentSwitched(false),
        new DoorInput.FaultRaised(DoorFault.Recognition, "broken"), new DoorInput.FaultCleared(DoorFault.Recognition),
        new DoorInput.IoFailed("gone"), new DoorInput.IoRestored(), new DoorInput.TimerElapsed(),
    ];

    private static readonly Gen<DoorRules> AnyRules = Gen.Select(Gen.Enum<StrikeType>(), Gen.Enum<RelockRule>(), Gen.Bool).Select((strike, relock, exit) => new DoorRules
    {
        Strike = strike,
        Relock = relock,
        RequestToExitReleases = exit,
        LongestEnergisedTime = TimeSpan.FromSeconds(12),
        LongestRequestToExit = TimeSpan.FromSeconds(20),
        HeldOpenTime = TimeSpan.FromSeconds(10),
        HeldOpenWarning = TimeSpan.FromSeconds(3),
    });

    private static readonly Gen<AccessRules> AnyAccess = Gen.Enum<IntentRule>().Select(intent => new AccessRules { Intent = intent });

    // Mostly seconds, often within the grace of a second, sometimes at the same instant, sometimes minutes.
    private static readonly Gen<double> AnyPause = Gen.Frequency((4, Gen.Double[0, 8]), (4, Gen.Double[0, 1.5]), (2, Gen.Const(0.0)), (1, Gen.Double[0, 400]));

    private static readonly Gen<(DoorRules Rules, AccessRules Access, List<(double Pause, DoorInput Input, bool Late)> Events)> AnyDay =
        Gen.Select(AnyRules, AnyAccess, Gen.Select(AnyPause, Gen.Int[0, Inputs.Length - 1].Select(i => Inputs[i]), Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))).List[0, 60]);

    [Fact]
    public void The_strike_is_never_released_longer_than_allowed_nor_without_a_cause_that_the_audit_names_and_is_secured_in_the_end() => AnyDay.Sample(
        day =>
        {
            var door = new DoorMeter(day.Rules, day.Access);
            door.Play(day.Events);
            door.Play([(600, new DoorInput.TimerElapsed(), false)]);
            var mayStayReleased = day.Rules.Strike == StrikeType.FailSafe && (door.Bench.State.FireSince ?? door.Bench.State.IoFailedSince) is not null;
            Assert.True(door.IsSecured || mayStayReleased, "The strike is still released.");
            Assert.False(door.Bench.IsOn(DoorOutput.Buzzer), "The buzzer never ends.");
        },
        iter: Sequences);

    [Fact]
    public void Alarms_are_on_exactly_when_defined() => AnyDay.Sample(
        day =>
        {
            var (door, oracle) = (new DoorBench(day.Rules, day.Access), new AlarmOracle(day.Rules));
            foreach (var (pause, input, _) in day.Events)
            {
                // At every instant at which the machine does something, so that an alarm that begins and ends in between is seen as well.
                var end = door.Now + TimeSpan.FromSeconds(pause);
                while (door.WakeAt is { } wake && wake <= end)
                {
                    door.After((wake - door.Now).TotalSeconds);
                    oracle.Check(door);
                }

                door.After((end - door.Now).TotalSeconds, input);
                oracle.Take(door, input);
                oracle.Check(door);
            }
        },
        iter: Sequences / 2);

    [Fact]
    public void No_input_is_lost() => AnyDay.Sample(
        day =>
        {
            var door = new DoorBench(day.Rules, day.Access);
            foreach (var (pause, input, late) in day.Events)
            {
                var before = door.After(late ? 0 : pause).State;
                var entries = door.Audit.Count;
                _ = late ? door.Late(pause, input) : door.After(0, input);
                var told = door.Kinds.Skip(entries).ToList();
                if (KindsThatAnswer(input, before) is { Length: > 0 } answers)
                {
                    Assert.True(told.Intersect(answers).Any(), $"{input} is answered by {string.Join(", ", told)}.");
                }

                // The same again from the same state gives the same: nothing is kept outside it.
                var step = door.Machine.Step(before, input, door.Now);
                Assert.Equal(door.Last.Events, step.Events);
                Assert.Equal(door.Last.Commands, step.Commands);
                Assert.True(step.WakeAt is null || step.WakeAt > door.Now, "It wants to be woken in the past.");
            }
        },
        iter: Sequences);

    private static AuditKind[] KindsThatAnswer(DoorInput input, DoorState before) => input switch
    {
        DoorInput.AccessGranted { SeenAt: null } => [AuditKind.StrikeReleased, AuditKind.ReleaseExtended, AuditKind.ResidentRefused],
        DoorInput.AccessDenied { Reason: var reason } => reason.IsAudited() ? [AuditKind.AccessDenied] : [],
        DoorInput.Requested { Request: var request } => request switch
        {
            DoorRequest.Release => [AuditKind.StrikeReleased, AuditKind.ReleaseExtended, AuditKind.RequestRefused],
            DoorRequest.LockDown => [AuditKind.LockDown, AuditKind.RequestRefused],
            DoorRequest.HoldOpen => [AuditKind.HoldOpen, AuditKind.RequestRefused],
            DoorRequest.Normal => [AuditKind.NormalOperation, AuditKind.RequestRefused],
            _ => [AuditKind.TamperCleared, AuditKind.FireCleared, AuditKind.RequestRefused],
        },
        DoorInput.SensorRead sensor when before.Sensors.TryGetValue(sensor.Sensor, out var was) && was != sensor.Active => (sensor.Sensor, sensor.Active) switch
        {
            (DoorSensor.RequestToExit, true) => [AuditKind.RequestToExit],
            (DoorSensor.DoorPosition, true) => [AuditKind.DoorOpened],
            (DoorSensor.DoorPosition, false) => [AuditKind.DoorClosed],
            (DoorSensor.Tamper, true) => [AuditKind.Tamper],
            (DoorSensor.Tamper, false) => [AuditKind.TamperQuiet],
            (DoorSensor.Fire, true) => [AuditKind.Fire],
            (DoorSensor.Fire, false) => [AuditKind.FireQuiet],
            (DoorSensor.IntentButton, true) => [AuditKind.Intent],
            _ => [], // A button that is let go ends what it began; that is in the state.
        },
        DoorInput.EnrollmentSwitched { On: var on } when on != before.EnrollingSince is not null => [AuditKind.EnrollmentStarted, AuditKind.EnrollmentEnded],
        DoorInput.FaultRaised when before.Faults.IsEmpty => [AuditKind.Fault],
        DoorInput.FaultCleared when !before.Faults.IsEmpty => [AuditKind.FaultMended],
        DoorInput.IoFailed when before.IoFailedSince is null => [AuditKind.Fault],
        DoorInput.IoRestored when before.IoFailedSince is not null => [AuditKind.FaultMended],
        _ => [],
    };
}
