using System.Collections.Immutable;
using DoorFace.Core.Audit;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>What follows from one input.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="Commands">To apply, in order.</param>
/// <param name="Events">For the audit, in order.</param>
/// <param name="WakeAt">When to send <see cref="DoorInput.TimerElapsed"/>; null for never.</param>
public sealed record DoorStep(
    DoorState State, ImmutableArray<DoorCommand> Commands, ImmutableArray<AuditEvent> Events, MonotonicInstant? WakeAt);
