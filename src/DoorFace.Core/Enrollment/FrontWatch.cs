using DoorFace.Core.Time;

namespace DoorFace.Core.Enrollment;

/// <summary>
/// Keeps, of the state, who stands in front of the camera while a press is waited for. What it remembers is never older than
/// <see cref="EnrollmentStateMachine.PresenceTime"/>, and another face, or several, end it at once: a press means who is there, not who was.
/// </summary>
internal static class FrontWatch
{
    /// <summary>Takes what a frame shows.</summary>
    public static EnrollmentState See(EnrollmentState state, FrontFace? face, MonotonicInstant now)
    {
        state = state with { PressedFor = IsWhoPressed(state.PressedFor.Front, face) ? state.PressedFor : state.PressedFor with { Front = null } };
        if (face is not { } seen)
        {
            return state with { Front = null };
        }

        // Not recognised in this frame is not recognised as another: that ends by its time.
        var front = state.Front?.Number == seen.Number && seen.Resident is null ? state.Front : seen;
        return seen.Resident is null
            ? state with { Front = front, FrontAt = now }
            : state with { Front = front, FrontAt = now, RecognisedAt = now, Hint = null };
    }

    /// <summary>Forgets what is too old.</summary>
    public static EnrollmentState Forget(EnrollmentState state, MonotonicInstant now)
    {
        if (state.Front is { } front && now - state.FrontAt < EnrollmentStateMachine.PresenceTime)
        {
            return front.Resident is not null && now - state.RecognisedAt >= EnrollmentStateMachine.PresenceTime
                ? state with { Front = new FrontFace(front.Number) }
                : state;
        }

        return state.Front is null ? state : state with { Front = null };
    }

    /// <summary>Whether a press that began when the state says so, and counts now, was made by whoever is in front, with nobody else in between.</summary>
    public static bool StoodThere(EnrollmentState state) =>
        state.Front is { } front && state.PressedFor.Front?.Number == front.Number && IsOfNow(state);

    /// <summary>Whether the press began in what is going on now.</summary>
    public static bool IsOfNow(EnrollmentState state) => (state.PressedFor.Phase, state.PressedFor.Ended) == (state.Phase, state.Ended);

    private static bool IsWhoPressed(FrontFace? pressed, FrontFace? seen) =>
        pressed?.Number == seen?.Number && (pressed?.Resident is null || seen?.Resident is null || pressed?.Resident == seen?.Resident);
}
