using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Tests.Support;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>
/// Draws the machine by running it: brings a door into each phase and alarm, gives it each input, lets time pass, and notes where it goes.
/// Mermaid, as the README shows it.
/// </summary>
internal static class DoorDiagram
{
    private static readonly DoorRules FailSafe = new() { Strike = StrikeType.FailSafe };
    private static readonly DoorInput Tampered = new DoorInput.SensorRead(DoorSensor.Tamper, true);
    private static readonly DoorInput TamperQuiet = new DoorInput.SensorRead(DoorSensor.Tamper, false);
    private static readonly DoorInput Burning = new DoorInput.SensorRead(DoorSensor.Fire, true);
    private static readonly DoorInput FireQuiet = new DoorInput.SensorRead(DoorSensor.Fire, false);
    private static readonly DoorInput LockDown = Ask(new DoorRequest.LockDown(TimeSpan.FromMinutes(10)));
    private static readonly DoorInput HoldOpen = Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(30)));
    private static readonly DoorInput Normal = Ask(new DoorRequest.Normal());
    private static readonly DoorInput Clear = Ask(new DoorRequest.ClearAlarms());

    private static readonly (string Label, DoorInput[] Inputs)[] Events =
    [
        ("a resident's face", [Grant]),
        ("request to exit", [Pressed, LetGo]),
        ("administrator releases", [Ask(new DoorRequest.Release())]),
        ("hold-open", [HoldOpen]),
        ("lock-down", [LockDown]),
        ("normal operation", [Normal]),
        ("tamper", [Tampered]),
        ("alarms cleared", [TamperQuiet, FireQuiet, Clear]),
        ("fire, fail-safe strike", [Burning]),
        ("enrollment", [new DoorInput.EnrollmentSwitched(true)]),
        ("enrollment ends", [new DoorInput.EnrollmentSwitched(false)]),
        ("a line fails", [new DoorInput.IoFailed("")]),
        ("lines work again", [new DoorInput.IoRestored()]),
        ("service ends", [new DoorInput.Shutdown()]),
    ];

    private static readonly (DoorRules Rules, DoorInput[] Inputs)[] Beginnings =
    [
        (new DoorRules(), []), (new DoorRules(), [LockDown]), (new DoorRules(), [Tampered]), (new DoorRules(), [new DoorInput.EnrollmentSwitched(true)]),
        (new DoorRules(), [Grant]), (new DoorRules(), [HoldOpen]), (FailSafe, [Burning]), (new DoorRules(), [new DoorInput.IoFailed("")]),
        (new DoorRules(), [new DoorInput.Shutdown()]), (FailSafe, []),
    ];

    /// <summary>The phases of the strike.</summary>
    public static string Phases()
    {
        var arrows = new List<(string From, string To, string Label)>();
        foreach (var (rules, inputs) in Beginnings)
        {
            foreach (var (label, events) in Events)
            {
                var door = Begin(rules, inputs);
                var from = door.Phase;
                door.After(0, events);
                StateDiagram.Add(arrows, $"{from}", $"{door.Phase}", label);
            }

            var waiting = Begin(rules, inputs);
            var before = waiting.Phase;
            for (var i = 0; i < 100 && waiting.WakeAt is not null && waiting.Phase == before; i++)
            {
                waiting.After(10);
            }

            StateDiagram.Add(arrows, $"{before}", $"{waiting.Phase}", "its time has passed");
        }

        var attempts = Begin(new DoorRules(), []);
        for (var i = 0; i < AttemptLimiter.MostAttempts; i++)
        {
            attempts.After(5, Refused);
        }

        StateDiagram.Add(arrows, $"{DoorPhase.Secured}", $"{attempts.Phase}", $"{AttemptLimiter.MostAttempts} refused attempts within {AttemptLimiter.Window.TotalSeconds:0} s");
        return StateDiagram.Draw($"{Begin(new DoorRules(), []).Phase}", arrows);
    }

    /// <summary>The alarms of the door position switch.</summary>
    public static string Positions()
    {
        var arrows = new List<(string From, string To, string Label)>();
        DoorInput[][] beginnings = [[Closed], [Closed, Grant], [Opened], [Closed, Opened]];
        foreach (var inputs in beginnings)
        {
            foreach (var (label, happens) in ((string, DoorInput)[])[("the door opens", Opened), ("the door closes", Closed)])
            {
                var door = new DoorBench().After(1, inputs);
                var from = AlarmOf(door);
                var while_ = door.IsReleased ? "strike released" : "strike secured";
                door.After(0, happens);
                StateDiagram.Add(arrows, from, AlarmOf(door), happens == Opened ? $"{label}, {while_}" : label);
            }
        }

        var left = new DoorBench().After(1, Opened);
        foreach (var label in (string[])["25 s have passed", "30 s have passed"])
        {
            var from = AlarmOf(left);
            left.After(label.StartsWith('2') ? 25 : 5);
            StateDiagram.Add(arrows, from, AlarmOf(left), label);
        }

        StateDiagram.Add(arrows, AlarmOf(left), AlarmOf(left.After(0, Closed)), "the door closes");
        var warned = new DoorBench().After(1, Opened).After(26);
        StateDiagram.Add(arrows, AlarmOf(warned), AlarmOf(warned.After(0, Closed)), "the door closes");
        return StateDiagram.Draw("Shut", arrows);
    }

    private static string AlarmOf(DoorBench door) => door.State switch
    {
        { ForcedOpenSince: not null } => "ForcedOpen",
        { HeldOpenSince: not null } => "HeldOpen",
        { HeldOpenDueAt: { } due } when due - door.Now <= new DoorRules().HeldOpenWarning => "Warning",
        { Position: DoorPosition.Open } => "Open",
        _ => "Shut",
    };

    private static DoorBench Begin(DoorRules rules, DoorInput[] inputs) => new DoorBench(rules).After(1, Quiet).After(1, inputs);
}
