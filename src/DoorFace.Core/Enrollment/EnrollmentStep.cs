using System.Collections.Immutable;
using DoorFace.Core.Audit;
using DoorFace.Core.Time;

namespace DoorFace.Core.Enrollment;

/// <summary>What follows from one input.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="Commands">To do, in order.</param>
/// <param name="Events">For the audit, in order.</param>
/// <param name="WakeAt">When to send <see cref="EnrollmentInput.TimerElapsed"/>; null for never.</param>
public sealed record EnrollmentStep(
    EnrollmentState State, ImmutableArray<EnrollmentCommand> Commands, ImmutableArray<AuditEvent> Events, MonotonicInstant? WakeAt);
