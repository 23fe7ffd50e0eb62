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
            :
            [
                buttonWakeAt,
                State.Until,
                State.Front is null ? null : State.FrontAt + EnrollmentStateMachine.PresenceTime,
                State.Front?.Resident is null ? null : State.RecognisedAt + EnrollmentStateMachine.PresenceTime,
                State.Agreed?.At + EnrollmentStateMachine.AgreementTime,
            ];
        return new EnrollmentStep(State, _commands.ToImmutable(), _events.ToImmutable(), wakes.Min());
    }

    private EnrollmentSign? SignOf() => State switch
    {
        { Phase: EnrollmentPhase.AwaitingConsent, Front.Resident: not null } => EnrollmentSigns.ResidentInFront,
        { Phase: EnrollmentPhase.AwaitingFarewell, Front.Resident: not null } => EnrollmentSigns.FarewellReady,
        { Phase: EnrollmentPhase.AwaitingReset, Front: { Resident: not null, MayAdminister: true } } => EnrollmentSigns.ResetReady,
        { Phase: EnrollmentPhase.Idle } => context.Household switch
        {
            Household.Administered => null,
            Household.Empty => EnrollmentSigns.NobodyEnrolled,
            _ => EnrollmentSigns.NobodyMayAllow,
        },
        { Phase: var phase } => EnrollmentSigns.Phases[phase],
    };
}
