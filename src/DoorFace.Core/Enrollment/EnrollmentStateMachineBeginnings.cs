namespace DoorFace.Core.Enrollment;

/// <content>How it begins, and who may begin it.</content>
public sealed partial class EnrollmentStateMachine
{
    private static void BeginByButton(EnrollmentTurn turn)
    {
        switch (turn.Context.Household)
        {
            case Household.Administered:
                Begin(turn, EnrollmentPhase.AwaitingAdministrator, FaceTime);
                break;
            case Household.Empty:
                turn.State = turn.State with { IsFirst = true, AllowedBy = "nobody was enrolled" };
                Begin(turn, EnrollmentPhase.AwaitingConsent, StepTime);
                break;
            case var household:
                End(turn, household == Household.InDoubt ? EnrollmentEnd.StateInDoubt : EnrollmentEnd.NoAdministrator);
                break;
        }
    }

    private static void BeginByTerminal(EnrollmentTurn turn, EnrollmentInput.Requested requested)
    {
        if (turn.Context.Household == Household.InDoubt)
        {
            End(turn, EnrollmentEnd.StateInDoubt);
        }
        else if (requested.NoAdministrator && turn.Context.Household != Household.Administered)
        {
            End(turn, EnrollmentEnd.NoAdministrator);
        }
        else
        {
            turn.State = turn.State with
            {
                IsRemote = true,
                Name = requested.Name,
                AllowedBy = requested.By,
                NoAdministrator = requested.NoAdministrator,
            };
            Begin(turn, EnrollmentPhase.AwaitingConsent, StepTime);
        }
    }

    private static void BeginReset(EnrollmentTurn turn)
    {
        if (turn.State.JumperSet)
        {
            // Not Begin: it needs neither faces nor a camera.
            turn.State = turn.State with { End = null, EndSubject = null, IsReset = true };
            turn.Do(new EnrollmentCommand.Switch(true));
            Erase(turn);
        }
        else if (turn.Context.Household != Household.Administered)
        {
            End(turn, EnrollmentEnd.JumperMissing);
        }
        else
        {
            turn.State = turn.State with { IsReset = true };
            Begin(turn, EnrollmentPhase.AwaitingReset, ResetTime);
        }
    }

    private static void Begin(EnrollmentTurn turn, EnrollmentPhase phase, TimeSpan time)
    {
        turn.State = turn.State with { End = null, EndSubject = null };
        if (!turn.Context.FacesAccepted || !turn.Context.CanSee)
        {
            End(turn, turn.Context.FacesAccepted ? EnrollmentEnd.RecognitionFailed : EnrollmentEnd.FacesRefused);
            return;
        }

        turn.State = turn.State with { Phase = phase, Until = turn.Now + time };
        turn.Do(new EnrollmentCommand.Switch(true));
    }
}
