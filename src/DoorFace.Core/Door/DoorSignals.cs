using System.Collections.Immutable;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Signals;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>
/// What lamps and buzzer show, as data: for each thing that can be so, which output plays which pattern from the instant it became so.
/// For one output the first line that applies and has not come to its end wins.
/// </summary>
public static class DoorSignals
{
    // A siren that sounds for hours helps nobody; the lamp stays on. Three minutes is what alarm sounders outdoors are commonly limited to.
    private static readonly TimeSpan LongestSounding = TimeSpan.FromMinutes(3);

    private static readonly SignalPattern Slow = SignalPattern.Repeated(500, 1500);
    private static readonly SignalPattern Fast = SignalPattern.Repeated(200, 200);
    private static readonly SignalPattern LongFlashes = SignalPattern.Repeated(1500, 500);
    private static readonly SignalPattern TwoFlashes = SignalPattern.Repeated(150, 150, 150, 1550);
    private static readonly SignalPattern OneFlash = SignalPattern.Repeated(150, 2850);
    private static readonly SignalPattern ThreeFlashes = SignalPattern.Once(300, 200, 300, 200, 300, 700);
    private static readonly SignalPattern Siren = SignalPattern.Repeated(700, 300) with { LastsFor = LongestSounding };
    private static readonly SignalPattern Reminder = SignalPattern.Repeated(200, 800) with { LastsFor = LongestSounding };
    private static readonly SignalPattern OneBeep = SignalPattern.Once(150);
    private static readonly SignalPattern TwoBeeps = SignalPattern.Once(80, 120, 80);
    private static readonly SignalPattern Chime = SignalPattern.Once(250, 100, 400);

    private static readonly ImmutableArray<DoorSignal> Table =
    [
        new("fire", DoorOutput.AlarmLamp, SignalPattern.Steady, d => d.State.FireSince),
        new("fire", DoorOutput.Buzzer, Siren, d => d.State.FireSince),
        new("tamper", DoorOutput.AlarmLamp, Fast, d => d.State.TamperSince),
        new("tamper", DoorOutput.Buzzer, Siren, d => d.State.TamperSince),
        new("forced open", DoorOutput.AlarmLamp, Fast, d => d.State.ForcedOpenSince),
        new("forced open", DoorOutput.Buzzer, Siren, d => d.State.ForcedOpenSince),
        new("state missing, older or foreign", DoorOutput.AlarmLamp, Fast, d => d.Since(DoorFault.State)),
        new("state missing, older or foreign", DoorOutput.Buzzer, Reminder, d => d.Since(DoorFault.State)),
        new("held open", DoorOutput.AlarmLamp, Fast, d => d.State.HeldOpenSince),
        new("held open", DoorOutput.Buzzer, Reminder, d => d.State.HeldOpenSince),
        new("soon held open", DoorOutput.AlarmLamp, Slow, d => d.HeldOpenWarningSince),
        new("soon held open", DoorOutput.Buzzer, Reminder, d => d.HeldOpenWarningSince),
        new("request-to-exit button stuck", DoorOutput.FaultLamp, Fast, d => d.State.RequestToExitStuckSince),
        new("recognition broken", DoorOutput.FaultLamp, SignalPattern.Steady, d => d.Since(DoorFault.Recognition)),
        new("a part of the service failed", DoorOutput.FaultLamp, SignalPattern.Steady, d => d.Since(DoorFault.Service)),
        new("picture black or over-exposed", DoorOutput.FaultLamp, SignalPattern.Steady, d => d.Since(DoorFault.Picture)),
        new("audit full", DoorOutput.FaultLamp, Slow, d => d.Since(DoorFault.AuditFull)),
        new("audit cannot be written", DoorOutput.FaultLamp, Slow, d => d.Since(DoorFault.Audit)),
        new("clock not trusted", DoorOutput.FaultLamp, TwoFlashes, d => d.Since(DoorFault.Clock)),
        new("time zone cannot be read", DoorOutput.FaultLamp, TwoFlashes, d => d.Since(DoorFault.TimeZone)),
        new("board too hot or short of power", DoorOutput.FaultLamp, LongFlashes, d => d.Since(DoorFault.Board)),
        new("references soon erased, not used for long", DoorOutput.FaultLamp, OneFlash, d => d.Since(DoorFault.Expiry)),
        new("too dark", DoorOutput.DarkLamp, SignalPattern.Steady, d => d.Since(DoorFault.TooDark)),
        new("released", DoorOutput.GrantedLamp, SignalPattern.Steady, d => d.State.Release?.At),
        new("released", DoorOutput.Buzzer, OneBeep, d => d.State.Release?.At),
        new("hold-open or evacuation", DoorOutput.GrantedLamp, Slow, d => d.State.ReleasedSince),
        new("lock-down", DoorOutput.DeniedLamp, SignalPattern.Steady, d => d.State.Mode.Kind == OperatingModeKind.LockDown ? d.State.Mode.Since : null),
        new("faces paused", DoorOutput.DeniedLamp, Slow, d => d.State.Limiter.PausedSince),
        new("strike cools down", DoorOutput.DeniedLamp, Slow, d => d.State.CoolingSince),
        new("refused", DoorOutput.DeniedLamp, ThreeFlashes, d => d.State.DeniedAt),
        new("refused", DoorOutput.Buzzer, TwoBeeps, d => d.State.DeniedAt),
        new("intent", DoorOutput.WorkingLamp, Fast, d => d.State.IntentUntil is null ? null : d.State.IntentAt),
        new("intent", DoorOutput.Buzzer, Chime, d => d.State.IntentAt),
        new("face in view", DoorOutput.WorkingLamp, SignalPattern.Steady, d => d.State.FaceInViewSince),
        .. EnrollmentSigns.All.SelectMany(Of),
        new("camera on", DoorOutput.CameraLamp, SignalPattern.Steady, d => d.State.CameraOnSince),
        new("ready", DoorOutput.ReadyLamp, SignalPattern.Steady, d => d.FacesAccepted ? d.State.CameraOnSince : null),
    ];

    /// <summary>For the documentation: every line of the table, the winning one first.</summary>
    public static IEnumerable<(string Reason, DoorOutput Output, SignalPattern Pattern)> Lines =>
        Table.Select(signal => (signal.Reason, signal.Output, signal.Pattern));

    /// <summary>The level of an output, and when it changes if nothing happens.</summary>
    internal static (bool On, MonotonicInstant? ChangesAt) LevelOf(DoorOutput output, in DoorCircumstances door)
    {
        foreach (var signal in Table)
        {
            if (signal.Output == output && signal.Since(door) is { } since)
            {
                var (on, changesAt, ended) = signal.Pattern.At(door.Now - since);
                if (!ended)
                {
                    return (on, since + changesAt);
                }
            }
        }

        return (false, null);
    }

    private static IEnumerable<DoorSignal> Of(EnrollmentSign sign)
    {
        Func<DoorCircumstances, MonotonicInstant?> since = EnrollmentSigns.IsPassing(sign)
            ? d => d.State.EnrollmentNews == sign ? d.State.EnrollmentNewsAt : null
            : d => d.State.EnrollmentSign == sign ? d.State.EnrollmentSignAt : null;
        yield return new DoorSignal($"enrollment: {sign.Name}", DoorOutput.EnrollLamp, sign.Lamp, since);
        if (sign.Sound is { } sound)
        {
            yield return new DoorSignal($"enrollment: {sign.Name}", DoorOutput.Buzzer, sound, since);
        }
    }

    private sealed record DoorSignal(string Reason, DoorOutput Output, SignalPattern Pattern, Func<DoorCircumstances, MonotonicInstant?> Since);
}
