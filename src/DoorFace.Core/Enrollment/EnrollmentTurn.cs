using System.Collections.Immutable;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Enrollment;

/// <summary>The workbench of one step: the state as it becomes, and what has to be told and done about it.</summary>
internal sealed class EnrollmentTurn(EnrollmentState state, EnrollmentContext context, MonotonicInstant now)
{
    private readonly ImmutableArray<EnrollmentCommand>.Builder _commands = ImmutableArray.CreateBuilder<EnrollmentCommand>();
    private readonly ImmutableArray<AuditEvent>.Builder _events = ImmutableArray.CreateBuilder<AuditEvent>();

    public EnrollmentState State { get; set; } = state;

    public EnrollmentContext Context => context;

    public MonotonicInstant Now => now;

    public void Do(EnrollmentCommand command) => _commands.Add(command);

    public void Note(AuditKind kind, string detail, SubjectId? subject = null) => _events.Add(new AuditEvent(kind, detail, subject));

    public EnrollmentStep Finish(MonotonicInstant? buttonWakeAt)
    {
        var sign = SignOf();
        if (sign != State.Sign)
        {
            State = State with { Sign = sign };
            Do(new EnrollmentCommand.Show(sign));
        }

        MonotonicInstant?[] wakes = State.Phase is EnrollmentPhase.Storing or EnrollmentPhase.Erasing
            ? [buttonWakeAt]
            : [buttonWakeAt, State.Until, State.Present is null ? null : State.PresentAt + EnrollmentStateMachine.PresenceTime];
        return new EnrollmentStep(State, _commands.ToImmutable(), _events.ToImmutable(), wakes.Min());
    }

    private EnrollmentSign? SignOf() => State switch
    {
        { Phase: EnrollmentPhase.AwaitingFarewell, Present: not null } => EnrollmentSigns.FarewellReady,
        { Phase: EnrollmentPhase.Idle } => context.HasAdministrator ? null : EnrollmentSigns.NoAdministrator,
        { Phase: var phase } => EnrollmentSigns.Phases[phase],
    };
}
