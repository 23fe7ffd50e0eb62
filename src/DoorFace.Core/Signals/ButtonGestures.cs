using DoorFace.Core.Time;

namespace DoorFace.Core.Signals;

/// <summary>
/// Tells gestures from the debounced levels of a button, by monotonic time alone. Pure: the caller gives the instant of each reading and asks again
/// when told. A hold counts when the button is let go: what it will be is told before, as a mark, so that whoever holds it can stop in time; and
/// a wire that is shorted, at the start too, never becomes a gesture.
/// </summary>
public static class ButtonGestures
{
    public static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(3);

    public static readonly TimeSpan LongHoldTime = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan BootHoldTime = TimeSpan.FromSeconds(15);

    /// <summary>A second press that begins within this after the first makes it a double press.</summary>
    public static readonly TimeSpan DoublePressTime = TimeSpan.FromMilliseconds(400);

    /// <summary>Held longer, the button is stuck and counts for nothing until it was let go.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(30);

    private static readonly (TimeSpan After, ButtonGesture Gesture)[] Holds = [(HoldTime, ButtonGesture.Hold), (LongHoldTime, ButtonGesture.LongHold)];

    private static readonly (TimeSpan After, ButtonGesture Gesture)[] BootHolds = [(BootHoldTime, ButtonGesture.BootHold)];

    /// <summary>Before the first reading of the program: what is held then is held from the start.</summary>
    public static ButtonState AtBoot { get; } = ButtonState.Lost with { FromBoot = true };

    /// <summary>One step.</summary>
    /// <param name="state">The state after the step before.</param>
    /// <param name="pressed">The level just read; null when only time has passed.</param>
    /// <param name="now">When; never before the step before.</param>
    public static ButtonStep Step(ButtonState state, bool? pressed, MonotonicInstant now)
    {
        ButtonGesture? gesture = null;
        ButtonGesture? mark = null;
        if (state.PressedSince is { } since)
        {
            (state, mark) = Mark(state, now - since);
        }
        else if (state.PressEndedAt + DoublePressTime <= now)
        {
            (state, gesture) = (state with { PressEndedAt = null }, ButtonGesture.Press);
        }

        if (pressed == true && !state.Known)
        {
            // Found so: only from the start does it count, and then for nothing but the hold from the start.
            state = state with { Known = true, PressedSince = state.FromBoot ? now : null, Ignored = !state.FromBoot };
        }
        else if (pressed == true && state is { PressedSince: null, Ignored: false })
        {
            state = state with { PressedSince = now };
        }
        else if (pressed == false)
        {
            var (ended, released) = Release(state, now);
            (state, gesture) = (ended, released ?? gesture);
        }

        return new ButtonStep(state, gesture, mark, WakeAt(state));
    }

    private static (ButtonState State, ButtonGesture? Mark) Mark(ButtonState state, TimeSpan held)
    {
        if (held >= LongestHold)
        {
            return (ButtonState.Lost with { Known = true, Ignored = true }, null);
        }

        var holds = HoldsOf(state);
        var reached = holds.Count(hold => hold.After <= held);
        return reached == state.Marks ? (state, null) : (state with { Marks = reached }, holds[reached - 1].Gesture);
    }

    private static (ButtonState State, ButtonGesture? Gesture) Release(ButtonState state, MonotonicInstant now)
    {
        var released = ButtonState.Lost with { Known = true };
        return state switch
        {
            { PressedSince: null } => (released with { PressEndedAt = state.PressEndedAt }, null),
            { Marks: > 0 } => (released, HoldsOf(state)[state.Marks - 1].Gesture),
            { FromBoot: true } => (released, null),
            { PressEndedAt: not null } => (released, ButtonGesture.DoublePress),
            _ => (released with { PressEndedAt = now }, null),
        };
    }

    private static MonotonicInstant? WakeAt(ButtonState state) => state.PressedSince is { } since
        ? since + HoldsOf(state).Select(hold => hold.After).Append(LongestHold).ElementAt(state.Marks)
        : state.PressEndedAt + DoublePressTime;

    private static (TimeSpan After, ButtonGesture Gesture)[] HoldsOf(ButtonState state) => state.FromBoot ? BootHolds : Holds;
}
