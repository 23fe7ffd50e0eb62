using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Door;

/// <summary>An electrician's meter on the strike: knows only the commands, and lets go at their own deadline as the adapter does.</summary>
internal sealed class DoorMeter(DoorRules rules, AccessRules access)
{
    private static readonly string[] Causes = [.. Enum.GetNames<ReleaseCause>(), "Administrator: uid 1000", "HoldOpen: uid 1000", "the service ends", "the outputs failed"];
    private readonly bool _releasedWhen = rules.Strike == StrikeType.FailSecure;
    private MonotonicInstant? _energisedAt;

    public DoorBench Bench { get; } = new(rules, access);

    public bool IsSecured => Bench.IsOn(DoorOutput.Strike) != _releasedWhen;

    public void Play(List<(double Pause, DoorInput Input, bool Late)> events)
    {
        foreach (var (pause, input, late) in events)
        {
            var end = Bench.Now + TimeSpan.FromSeconds(pause);
            while (!late && Bench.WakeAt is { } wake && wake <= end)
            {
                Feed((wake - Bench.Now).TotalSeconds, new DoorInput.TimerElapsed());
            }

            Feed((end - Bench.Now).TotalSeconds, input);
        }
    }

    private void Feed(double pause, DoorInput input)
    {
        var (entries, before) = (Bench.Audit.Count, Bench.State);
        Bench.Late(Math.Max(pause, 0), input);
        CheckDuration(before);
        foreach (var command in Bench.Last.Commands.Where(command => command.Output == DoorOutput.Strike))
        {
            if (command.Active == _releasedWhen && (_energisedAt is null || !_releasedWhen))
            {
                var cause = Assert.Single(Bench.Audit.Skip(entries), entry => entry.Kind == AuditKind.StrikeReleased).Detail;
                Assert.Contains(cause, Causes);
                // A press that found the coil too warm is met when that has had its pause, whatever happens then.
                Assert.True(MayRelease(input, cause) || (cause == nameof(ReleaseCause.RequestToExit) && before.ExitOwedUntil is not null), $"{input} released the strike: {cause}");
            }

            Assert.True(!command.Active || rules.Strike == StrikeType.FailSafe || command.Until is not null, "A coil without an end.");
            _energisedAt = command.Active ? _energisedAt ?? Bench.Now : null;
        }

        Assert.True(Bench.IsReleased != IsSecured, "The state says otherwise than the meter.");
        if (Bench.State.IoFailedSince is not null)
        {
            _energisedAt = null;
        }
    }

    // The state before had an end for the coil; from then on the adapter has let go, however late the machine is woken.
    private void CheckDuration(DoorState before)
    {
        if (rules.Strike == StrikeType.FailSecure && _energisedAt is { } since)
        {
            Assert.True(before.Outputs[(int)DoorOutput.Strike].Until - since <= rules.LongestEnergisedTime, "Energised for too long.");
        }
    }

    private static bool MayRelease(DoorInput input, string cause) => cause.Split(':')[0] switch
    {
        nameof(ReleaseCause.Face) => input is DoorInput.AccessGranted { SeenAt: null },
        nameof(ReleaseCause.RequestToExit) => input is DoorInput.SensorRead { Sensor: DoorSensor.RequestToExit, Active: true },
        nameof(ReleaseCause.Administrator) => input is DoorInput.Requested { Request: DoorRequest.Release },
        nameof(ReleaseCause.HoldOpen) => input is DoorInput.Requested { Request: DoorRequest.HoldOpen },
        nameof(ReleaseCause.Fire) => input is DoorInput.SensorRead { Sensor: DoorSensor.Fire, Active: true } or DoorInput.IoRestored,
        _ => input is DoorInput.Shutdown or DoorInput.IoFailed,
    };
}
