namespace DoorFace.Core.Enrollment;

/// <summary>What somebody who presses the button is answering to.</summary>
/// <param name="Phase">What was waited for.</param>
/// <param name="Front">Who stood in front of the camera.</param>
/// <param name="Ended">How many enrollments had ended: it was the next.</param>
public readonly record struct PressedFor(EnrollmentPhase Phase, FrontFace? Front, int Ended)
{
    /// <summary>What a press that begins now answers to.</summary>
    public static PressedFor Now(EnrollmentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new PressedFor(state.Phase, state.Front, state.Ended);
    }
}
