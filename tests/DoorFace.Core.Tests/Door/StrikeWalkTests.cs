using System.Globalization;
using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Door;

/// <summary>
/// A long random walk over the door, step by step against an oracle that was written apart from it. Short in every run; as long as you like with
/// <c>DOORFACE_WALK=1000000</c>, from the same beginning with <c>DOORFACE_WALK_SEED</c>.
/// </summary>
public class StrikeWalkTests(ITestOutputHelper output)
{
    private const int InputsInARun = 10_000;
    private const int InputsOfADoor = 400;
    private const double Hair = 1e-4;

    private static readonly (int Weight, DoorInput Input)[] Inputs =
    [
        (14, DoorBench.Grant), (10, DoorBench.Refused), (14, DoorBench.Pressed), (12, DoorBench.LetGo), (6, DoorBench.Opened), (6, DoorBench.Closed),
        (2, new DoorInput.AccessDenied(DenialReason.NotFrontal, false)),
        (1, new DoorInput.SensorRead(DoorSensor.Tamper, true)), (2, new DoorInput.SensorRead(DoorSensor.Tamper, false)),
        (1, new DoorInput.SensorRead(DoorSensor.Fire, true)), (2, new DoorInput.SensorRead(DoorSensor.Fire, false)),
        (3, new DoorInput.SensorRead(DoorSensor.IntentButton, true)), (3, new DoorInput.SensorRead(DoorSensor.IntentButton, false)),
        (8, DoorBench.Ask(new DoorRequest.Release())), (4, DoorBench.Ask(new DoorRequest.Normal())), (6, DoorBench.Ask(new DoorRequest.ClearAlarms())),
        (1, DoorBench.Ask(new DoorRequest.LockDown(TimeSpan.FromSeconds(31)))), (1, DoorBench.Ask(new DoorRequest.LockDown())),
        (2, DoorBench.Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(9)))), (1, DoorBench.Ask(new DoorRequest.HoldOpen(TimeSpan.FromMinutes(5)))),
        (1, new DoorInput.EnrollmentSwitched(true)), (2, new DoorInput.EnrollmentSwitched(false)),
        (1, new DoorInput.FaultRaised(DoorFault.AuditFull, "full")), (2, new DoorInput.FaultCleared(DoorFault.AuditFull)),
        (1, new DoorInput.IoFailed("gone")), (3, new DoorInput.IoRestored()), (2, new DoorInput.TimerElapsed()),
    ];

    private static readonly DoorInput[] Drawn = [.. Inputs.SelectMany(input => Enumerable.Repeat(input.Input, input.Weight))];

    [Fact]
    public void Step_by_step_the_door_does_what_the_oracle_says()
    {
        var inputs = int.TryParse(Environment.GetEnvironmentVariable("DOORFACE_WALK"), CultureInfo.InvariantCulture, out var asked) ? asked : InputsInARun;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DOORFACE_WALK_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"DOORFACE_WALK={inputs} DOORFACE_WALK_SEED={seed}");
        var random = new Random(seed);
        var counts = new Dictionary<string, int>();
        for (var done = 0; done < inputs; done += InputsOfADoor)
        {
            Walk(random, counts, $"seed {seed}, door {done / InputsOfADoor}");
        }

        output.WriteLine(string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")));
        // A walk that never met what it is about would prove nothing.
        Assert.All((string[])["granted", "refused", "cooling", "paused", "owed exit", "restart", "past", "lock-down amid a release"], what => Assert.True(counts.GetValueOrDefault(what) > 0, what));
    }

    private static void Walk(Random random, Dictionary<string, int> counts, string where)
    {
        var rules = new DoorRules
        {
            Strike = random.Next(5) == 0 ? StrikeType.FailSafe : StrikeType.FailSecure,
            Relock = (RelockRule)random.Next(3),
            RequestToExitReleases = random.Next(8) != 0,
            LongestEnergisedTime = TimeSpan.FromSeconds(random.Next(2) == 0 ? 12 : 60),
            DutyCycle = (int[])[10, 25, 50, 90, 100] is var cycles ? cycles[random.Next(cycles.Length)] : 0,
            LongestRequestToExit = TimeSpan.FromSeconds(20),
        };
        var access = new AccessRules
        {
            Intent = random.Next(6) == 0 ? IntentRule.Button : IntentRule.FacePresent,
            AttemptsPerHour = random.Next(2) == 0 ? 10 : 30,
            AttemptsPerDay = random.Next(2) == 0 ? 20 : 100,
        };
        var door = $"{where} ({rules.Strike}, {rules.Relock}, {(rules.RequestToExitReleases ? "" : "no release by the button, ")}{rules.LongestEnergisedTime.TotalSeconds:0} s, {rules.DutyCycle} %)";
        var (bench, oracle, offset) = (new DoorBench(rules, access), new StrikeOracle(rules, access), 0.0);
        oracle.PassTo(Seconds(bench) + offset);
        // Some days are quiet, some are not; of the latter attempts in the rhythm of seconds.
        var longest = random.Next(25) == 0 ? 200.0 : 5.0;
        // What is remembered, and until how many seconds from now its lock-down lasts, while the door has not read it yet.
        (DoorMemory Memory, double? LockEnds)? unread = null;
        for (var step = 0; step < InputsOfADoor; step++)
        {
            var input = Drawn[random.Next(Drawn.Length)];
            var pause = random.Next(6) == 0 ? 0 : random.NextDouble() * longest;
            // What happens by itself is looked at whenever it happens, and never in the hair's breadth in which the one has done it and the other has not.
            var end = Seconds(bench) + pause;
            do
            {
                for (var wake = Wake(bench); wake <= end; wake = Wake(bench))
                {
                    Advance(bench, oracle, Math.Max(wake, Seconds(bench)) + Hair, offset);
                    Check(bench, oracle, () => $"{door}, step {step}, {input}, waiting");
                }

                if (pause > 0)
                {
                    Advance(bench, oracle, Math.Max(end, Seconds(bench)), offset);
                }
            }
            while (Wake(bench) <= Seconds(bench));
            Check(bench, oracle, () => $"{door}, step {step}, before {input}");
            if (unread is { } memory && random.Next(3) == 0)
            {
                var left = memory.LockEnds - Seconds(bench) - offset is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
                bench.After(0, new DoorInput.MemoryLoaded(memory.Memory, left));
                oracle.Remember();
                unread = null;
                Check(bench, oracle, () => $"{door}, step {step}, remembers");
            }
            else if (unread is null && random.Next(100) == 0)
            {
                (bench, offset, unread) = Restart(random, bench, oracle, rules, access, offset);
                Count(counts, "restart");
                Check(bench, oracle, () => $"{door}, step {step}, restarted");
            }

            input = unread is not null && input is DoorInput.AccessDenied ? new DoorInput.TimerElapsed() : input;
            // What was seen more than a second ago is no news, whoever it was.
            var age = random.Next(2) * random.NextDouble() * 2;
            var isPast = age > 1 && (input is DoorInput.AccessGranted or DoorInput.AccessDenied);
            var (accepts, released) = (oracle.AcceptsFaces && !isPast, oracle.IsReleased);
            bench.After(0, SeenBefore(input, bench.Now - TimeSpan.FromSeconds(age)));
            oracle.Take(isPast ? new DoorInput.TimerElapsed() : input);
            Check(bench, oracle, () => $"{door}, step {step}, {input}");
            if (input is DoorInput.AccessGranted)
            {
                Assert.True(accepts == bench.Last.Events.Any(entry => entry.Kind is AuditKind.StrikeReleased or AuditKind.ReleaseExtended), $"{door}, step {step}: accepted {accepts}");
                Count(counts, accepts ? "granted" : isPast ? "past" : "refused");
            }

            CountMet(counts, bench, input, released);
        }

        Assert.True(oracle.WorstExcess() <= 0.001, $"{door}: energised {oracle.WorstExcess()} s too long");
    }

    private static (DoorBench Bench, double Offset, (DoorMemory Memory, double? LockEnds) Unread) Restart(
        Random random, DoorBench bench, StrikeOracle oracle, DoorRules rules, AccessRules access, double offset)
    {
        var inOrder = random.Next(2) == 0;
        var before = Seconds(bench) + offset;
        bench.After(0, inOrder ? new DoorInput.Shutdown() : new DoorInput.TimerElapsed());
        var lockEnds = bench.State.Mode.Until?.SinceOrigin.TotalSeconds + offset;
        var started = new DoorBench(rules, access, knowsMemory: false);
        var off = random.NextDouble() * 100;
        oracle.Restart(before + off, inOrder);
        return (started, before + off - Seconds(started), (bench.State.Memory, lockEnds));
    }

    private static void Advance(DoorBench bench, StrikeOracle oracle, double to, double offset)
    {
        while (oracle.IsBusyAt(to + offset))
        {
            to += 2 * Hair;
        }

        bench.After(to - Seconds(bench));
        oracle.PassTo(Seconds(bench) + offset);
    }

    private static void Check(DoorBench bench, StrikeOracle oracle, Func<string> where)
    {
        var (conditions, kind) = (bench.Machine.Conditions, bench.State.Mode.Kind);
        var alarms = (bench.State.TamperSince is not null, bench.State.FireSince is not null, kind == OperatingModeKind.LockDown, kind == OperatingModeKind.HoldOpen);
        Require(oracle.IsReleased == bench.IsReleased, () => $"released {bench.IsReleased}, the oracle says {oracle.IsReleased}");
        Require(bench.State.IoFailedSince is not null || bench.IsOn(DoorOutput.Strike) == (bench.IsReleased == (conditions.Rules.Strike == StrikeType.FailSecure)), () => "the line says otherwise");
        Require(oracle.AcceptsFaces == conditions.RefusalOf(bench.State) is null, () => $"refused {conditions.RefusalOf(bench.State)}, the oracle accepts {oracle.AcceptsFaces}");
        Require(oracle.IsPaused == bench.State.Limiter.PausedUntil is not null, () => $"paused until {bench.State.Limiter.PausedUntil}, the oracle says {oracle.IsPaused}");
        Require(oracle.Alarms == alarms, () => $"{alarms}, the oracle says {oracle.Alarms}");

        void Require(bool isSo, Func<string> what)
        {
            if (!isSo)
            {
                Assert.Fail($"{where()} at {bench.Now}: {what()}. The last in the audit:\n{string.Join('\n', bench.Audit.TakeLast(12))}");
            }
        }
    }

    private static DoorInput SeenBefore(DoorInput input, MonotonicInstant at) => input switch
    {
        DoorInput.AccessGranted granted => granted with { SeenAt = at },
        DoorInput.AccessDenied denied => denied with { SeenAt = at },
        _ => input,
    };

    private static void CountMet(Dictionary<string, int> counts, DoorBench bench, DoorInput input, bool released)
    {
        if (bench.State.CoolingSince is not null)
        {
            Count(counts, "cooling");
        }

        if (bench.State.Limiter.PausedUntil is not null)
        {
            Count(counts, "paused");
        }

        if (bench.State.ExitOwedUntil is not null && !bench.IsReleased)
        {
            Count(counts, "owed exit");
        }

        if (released && input is DoorInput.Requested { Request: DoorRequest.LockDown })
        {
            Count(counts, "lock-down amid a release");
        }
    }

    private static void Count(Dictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    private static double Seconds(DoorBench bench) => bench.Now.SinceOrigin.TotalSeconds;

    private static double Wake(DoorBench bench) => bench.WakeAt?.SinceOrigin.TotalSeconds ?? double.PositiveInfinity;
}
