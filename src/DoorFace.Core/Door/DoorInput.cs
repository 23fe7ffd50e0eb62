using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Door;

/// <summary>Everything that can happen to the door. All of it arrives in one queue, in order.</summary>
public abstract record DoorInput
{
    private DoorInput()
    {
    }

    /// <summary>A resident was recognised.</summary>
    public sealed record AccessGranted(SubjectId Subject, ComparisonScore Score) : DoorInput;

    /// <summary>Somebody was refused.</summary>
    public sealed record AccessDenied(DenialReason Reason) : DoorInput;

    /// <summary>The instant that the last step asked to be woken at has come; early or spurious wake-ups do no harm.</summary>
    public sealed record TimerElapsed : DoorInput;

    /// <summary>The service is ending or something broke: secure the door and accept nothing more.</summary>
    public sealed record Shutdown : DoorInput;
}
