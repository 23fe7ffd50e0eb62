using DoorFace.Core.Access;
using DoorFace.Core.Door;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Door;

/// <summary>Which input the machine ignores in which state, as it says itself: a table of Markdown.</summary>
internal static class IgnoredInputTable
{
    private static readonly DoorInput LineFails = new DoorInput.IoFailed("");

    private static readonly (string Label, DoorInput[] Inputs)[] States =
    [
        ("secured", []),
        ("lock-down", [Ask(new DoorRequest.LockDown())]),
        ("tamper", [new DoorInput.SensorRead(DoorSensor.Tamper, true)]),
        ("enrollment", [new DoorInput.EnrollmentSwitched(true)]),
        ("a fault", [new DoorInput.FaultRaised(DoorFault.Recognition, "")]),
        ("a line failed", [LineFails]),
        ("stopped", [new DoorInput.Shutdown()]),
    ];

    private static readonly (string Label, Func<DoorBench, DoorInput> Input)[] Inputs =
    [
        ("a resident's face", _ => Grant),
        ("a resident's face, seen 2 s ago", door => door.GrantSeen(2)),
        ("a face is refused", _ => Refused),
        ("a face is refused, seen 2 s ago", door => door.RefusedSeen(2)),
        ("somebody passes by", _ => new DoorInput.AccessDenied(DenialReason.FaceTooSmall, IsAttempt: false)),
        ("request to exit", _ => Pressed),
        ("request to exit, let go as before", _ => LetGo),
        ("administrator releases", _ => Ask(new DoorRequest.Release())),
        ("lock-down", _ => Ask(new DoorRequest.LockDown())),
        ("hold-open", _ => Ask(new DoorRequest.HoldOpen(TimeSpan.FromSeconds(30)))),
        ("normal operation", _ => Ask(new DoorRequest.Normal())),
        ("alarms cleared", _ => Ask(new DoorRequest.ClearAlarms())),
        ("enrollment begins", _ => new DoorInput.EnrollmentSwitched(true)),
        ("enrollment ends", _ => new DoorInput.EnrollmentSwitched(false)),
        ("the fault", _ => new DoorInput.FaultRaised(DoorFault.Recognition, "")),
        ("the fault is mended", _ => new DoorInput.FaultCleared(DoorFault.Recognition)),
        ("a line fails", _ => LineFails),
        ("lines work again", _ => new DoorInput.IoRestored()),
        ("the timer", _ => new DoorInput.TimerElapsed()),
        ("service ends", _ => new DoorInput.Shutdown()),
    ];

    public static string Draw()
    {
        var doors = States.Select(state => new DoorBench().After(1, Quiet).After(1, state.Inputs)).ToList();
        var rows = Inputs.Select(row => Row([row.Label, .. doors.Select(door => $"{door.Machine.Conditions.ReasonToIgnore(door.State, row.Input(door), door.Now)}")]));
        return Row(["input", .. States.Select(state => state.Label)]) + "|---" + string.Concat(States.Select(_ => "|---")) + "|\n" + string.Concat(rows);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Length == 0 ? "–" : cell))} |\n";
}
