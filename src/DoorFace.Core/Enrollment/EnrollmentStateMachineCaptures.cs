using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <content>The consent, and what becomes of views after it.</content>
public sealed partial class EnrollmentStateMachine
{
    /// <summary>What was agreed to at the terminal counts for whoever stands in front then, or a moment later.</summary>
    private static void AgreeAsSaid(EnrollmentTurn turn)
    {
        if (turn.State is { Phase: EnrollmentPhase.AwaitingConsent, Agreed: { } agreed, Front: not null })
        {
            Agree(turn, agreed.Source);
        }
    }

    private static void Agree(EnrollmentTurn turn, string source)
    {
        var bound = turn.State.Front!.Value;
        turn.Note(AuditKind.ConsentGiven, source, bound.Resident);
        turn.State = turn.State with
        {
            Phase = EnrollmentPhase.Capturing,
            Until = turn.Now + StepTime,
            Consent = new GivenConsent(turn.Now, source),
            Bound = bound,
            Front = null,
            Agreed = null,
        };
    }

    private void TakeView(EnrollmentTurn turn, EnrollmentInput.ViewSeen view)
    {
        var state = turn.State;
        var isOther = view.Refusal is null && view.Face != state.Bound?.Number;
        var refusal = view.Refusal ?? (isOther ? CaptureRefusal.AnotherPerson : rules.ScreenPose(view.Pose, state.Captures.AsSpan())?.Reason);
        turn.State = state = state with { Hint = refusal, OthersSeen = isOther ? state.OthersSeen + 1 : view.Refusal is null ? 0 : state.OthersSeen };
        if (state.OthersSeen >= MostOthers)
        {
            End(turn, EnrollmentEnd.AnotherPerson);
            return;
        }

        if (refusal is not null)
        {
            return;
        }

        turn.State = turn.State with { Captures = state.Captures.Add(view.Pose) };
        turn.Do(new EnrollmentCommand.Keep());
        turn.Do(new EnrollmentCommand.Show(EnrollmentSigns.Captured));
        if (turn.State.Captures.Length >= rules.References)
        {
            turn.State = turn.State with { Phase = EnrollmentPhase.Storing };
            turn.Do(new EnrollmentCommand.Compare());
        }
    }

    private static void TakeComparison(EnrollmentTurn turn, CaptureComparison comparison)
    {
        var state = turn.State;
        switch (comparison)
        {
            case { Outliers.Length: var outliers } when outliers * 2 >= state.Captures.Length:
                End(turn, EnrollmentEnd.AnotherPerson);
                break;
            case { Outliers.IsEmpty: false }:
                turn.Do(new EnrollmentCommand.Drop(comparison.Outliers));
                turn.State = state with
                {
                    Phase = EnrollmentPhase.Capturing,
                    Captures = [.. state.Captures.Where((_, place) => !comparison.Outliers.Contains(place))],
                    Hint = CaptureRefusal.AnotherPerson,
                };
                break;
            case { TooSimilar: true }:
                End(turn, EnrollmentEnd.TooSimilar);
                break;
            case var _ when state.Bound?.Resident is { } bound && comparison.Same != bound:
                End(turn, EnrollmentEnd.AnotherPerson);
                break;
            case var _ when ObjectionTo(state, turn.Context.Household) is { } objection:
                End(turn, objection);
                break;
            default:
                var appoints = turn.Context.Household != Household.Administered;
                turn.Do(new EnrollmentCommand.Store(comparison.Same, state.Name, appoints, state.Consent!));
                turn.State = state with { Subject = comparison.Same, Appoints = appoints };
                break;
        }
    }

    /// <summary>Why nobody may be stored by now: what allowed it at the beginning may be over.</summary>
    private static EnrollmentEnd? ObjectionTo(EnrollmentState state, Household household) => (state, household) switch
    {
        (_, Household.InDoubt) => EnrollmentEnd.StateInDoubt,
        // Somebody was enrolled meanwhile, and not asked.
        ({ IsFirst: true }, not Household.Empty) => EnrollmentEnd.NotAdministrator,
        ({ IsFirst: true } or { IsRemote: true, NoAdministrator: false }, _) or (_, Household.Administered) => null,
        _ => EnrollmentEnd.NoAdministrator,
    };

    private static void TakeStored(EnrollmentTurn turn, EnrollmentInput.Stored stored)
    {
        var state = turn.State;
        var end = state switch
        {
            { Phase: EnrollmentPhase.Storing, Subject: null } => EnrollmentEnd.Enrolled,
            { Phase: EnrollmentPhase.Storing } => EnrollmentEnd.Refreshed,
            { IsReset: true } => EnrollmentEnd.Reset,
            _ => EnrollmentEnd.Erased,
        };
        var (kind, detail) = EnrollmentEnds.EntryOf(end, state);
        var subject = end == EnrollmentEnd.Reset ? null : (SubjectId?)stored.Subject;
        turn.Note(kind, detail, subject);
        if (state.Appoints)
        {
            turn.Note(AuditKind.AdministratorAppointed, state.AllowedBy, subject);
        }

        turn.State = state with { EndSubject = subject };
        End(turn, end);
    }
}
