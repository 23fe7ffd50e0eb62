using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>Everything that can happen to the door. All of it arrives in one queue, in order.</summary>
public abstract record DoorInput
{
    private DoorInput()
    {
    }

    /// <summary>The level of an input line, debounced; also told at the start and when it is what it was.</summary>
    public sealed record SensorRead(DoorSensor Sensor, bool Active) : DoorInput;

    /// <summary>A resident was recognised and may enter at this time.</summary>
    /// <param name="Subject">Who.</param>
    /// <param name="Score">How like.</param>
    /// <param name="SeenAt">When the frame was taken in which they were; null for just now.</param>
    public sealed record AccessGranted(SubjectId Subject, ComparisonScore Score, MonotonicInstant? SeenAt = null) : DoorInput;

    /// <summary>Somebody was refused.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="IsAttempt">Whether it counts as an attempt to get in; see <see cref="Access.AttemptLimiter"/>.</param>
    /// <param name="Subject">The resident who was recognised and may not enter at this time; null when nobody was.</param>
    /// <param name="SeenAt">When the frame was taken in which they were; null for just now.</param>
    public sealed record AccessDenied(DenialReason Reason, bool IsAttempt, SubjectId? Subject = null, MonotonicInstant? SeenAt = null) : DoorInput;

    /// <summary>A face has come into view, or is gone.</summary>
    public sealed record FaceInView(bool Present) : DoorInput;

    /// <summary>Frames are about to be taken, or are taken no more. Whoever asks waits until the lamp is lit before the camera starts.</summary>
    public sealed record CameraSwitched(bool On) : DoorInput;

    /// <summary>An enrollment has begun or ended; meanwhile no face opens the door.</summary>
    public sealed record EnrollmentSwitched(bool On) : DoorInput;

    /// <summary>The enrollment has something to say by its lamp and the buzzer.</summary>
    /// <param name="Sign">What; null when there is nothing to say any more.</param>
    public sealed record EnrollmentShown(EnrollmentSign? Sign) : DoorInput;

    /// <summary>An administrator asks for something.</summary>
    /// <param name="Request">What.</param>
    /// <param name="By">Who, for the audit.</param>
    public sealed record Requested(DoorRequest Request, string By) : DoorInput;

    /// <summary>Something broke.</summary>
    /// <param name="Fault">What.</param>
    /// <param name="Detail">The message, for the audit.</param>
    public sealed record FaultRaised(DoorFault Fault, string Detail) : DoorInput;

    /// <summary>It works again.</summary>
    public sealed record FaultCleared(DoorFault Fault) : DoorInput;

    /// <summary>What was so before the start has been read, or it is known that it cannot be; once more when it could be read after all.</summary>
    /// <param name="Memory">What was so before.</param>
    /// <param name="LockDownLeft">What is left of the lock-down in it; null for no end, zero or less when it is over.</param>
    /// <param name="Previous">How the run before ended, for the audit; empty when that is not known.</param>
    public sealed record MemoryLoaded(DoorMemory Memory, TimeSpan? LockDownLeft = null, string Previous = "") : DoorInput;

    /// <summary>A GPIO line failed: every output was driven to its safe level as far as it could be, and no input is known.</summary>
    public sealed record IoFailed(string Detail) : DoorInput;

    /// <summary>The lines are open again, every output at its safe level; the inputs' levels follow.</summary>
    public sealed record IoRestored : DoorInput;

    /// <summary>The instant that the last step asked to be woken at has come; early or spurious wake-ups do no harm.</summary>
    public sealed record TimerElapsed : DoorInput;

    /// <summary>The service is ending: secure the door and accept nothing more.</summary>
    /// <param name="Why">The failure that ends it; empty when it was asked to end.</param>
    public sealed record Shutdown(string Why = "") : DoorInput;
}
