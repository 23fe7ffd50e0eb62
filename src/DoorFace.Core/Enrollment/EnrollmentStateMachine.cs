using DoorFace.Core.Audit;
using DoorFace.Core.Signals;
using DoorFace.Core.Time;

namespace DoorFace.Core.Enrollment;

/// <summary>
/// All transitions of enrolment and of erasure at the door, as a pure function.
///
/// Theory of operation. One recessed button inside starts everything; lamps and buzzer answer. Held 3 s it begins an enrolment: while nobody is
/// administrator at once, otherwise only after an administrator has shown their living face. Then the new resident stands in front of the camera and
/// presses once: that press is the consent, and nothing is captured before it. Captures are taken until there are enough that differ in pose and agree
/// with one another; those that do not agree are dropped and taken anew. Only then is anything stored, in one piece: somebody new, or new references of
/// the resident whom they show. Whoever would be taken for another resident is refused.
///
/// Held 10 s it begins an erasure: the resident who is recognised, alive, and presses once more is erased, by themself and nobody else.
/// Held for 15 s from the start it erases everything.
///
/// A press ends whatever is going on, except where it was waited for when the button went down; there a double press does. Every phase that waits
/// ends by itself, and so does everything when the door stops looking at faces. However it ends, what was captured is zeroed, and the sign says why.
/// The state holds no feature of anybody and outlives no restart.
///
/// An administrator at a terminal may ask for an enrolment instead of holding the button: the permission to ask stands for the administrator's face,
/// and the new resident may agree there instead of pressing. Time is the instant given with each input, never a clock.
/// </summary>
public sealed class EnrollmentStateMachine(EnrollmentRules rules)
{
    /// <summary>An administrator's face is waited for this long, and so is that of whoever wants to be forgotten.</summary>
    public static readonly TimeSpan FaceTime = TimeSpan.FromSeconds(30);

    /// <summary>Consent is waited for this long, and as long the captures may take.</summary>
    public static readonly TimeSpan StepTime = TimeSpan.FromSeconds(60);

    /// <summary>Whoever was recognised longer ago may have left: a press then does not erase them.</summary>
    public static readonly TimeSpan PresenceTime = TimeSpan.FromSeconds(3);

    /// <summary>Faces that may be refused while an administrator's is waited for.</summary>
    public const int MostRefusals = 3;

    /// <summary>One step.</summary>
    /// <param name="state">The state after the step before.</param>
    /// <param name="input">What happened.</param>
    /// <param name="context">What is so around.</param>
    /// <param name="now">When; never before the instant of the step before.</param>
    public EnrollmentStep Step(EnrollmentState state, EnrollmentInput input, EnrollmentContext context, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var turn = new EnrollmentTurn(state, context, now);
        LetTimePass(turn);
        var button = ButtonGestures.Step(turn.State.Button, (input as EnrollmentInput.ButtonRead)?.Pressed, now);
        var pressedDown = turn.State.Button.PressedSince is null && button.State.PressedSince is not null;
        turn.State = turn.State with { Button = input is EnrollmentInput.ButtonLost ? ButtonState.Lost : button.State };
        turn.State = pressedDown ? turn.State with { PressedFor = PressedFor.Now(turn.State) } : turn.State;
        if (button.Mark is { } mark && turn.State.Phase == EnrollmentPhase.Idle)
        {
            // Elsewhere a hold means nothing, so it is not answered.
            turn.Do(new EnrollmentCommand.Show(EnrollmentSigns.Marks[mark]));
        }

        if (button.Gesture is { } gesture)
        {
            TakeGesture(turn, gesture);
        }

        Take(turn, input);
        return turn.Finish(input is EnrollmentInput.ButtonLost ? null : button.WakeAt);
    }

    private static void LetTimePass(EnrollmentTurn turn)
    {
        var (state, now) = (turn.State, turn.Now);
        if (state.Phase is EnrollmentPhase.Idle or EnrollmentPhase.Storing or EnrollmentPhase.Erasing)
        {
            return; // What is being stored or erased is brought to its end, whatever happens.
        }

        if (!turn.Context.FacesAccepted)
        {
            End(turn, EnrollmentEnd.FacesRefused);
        }
        else if (!turn.Context.CanSee)
        {
            End(turn, EnrollmentEnd.RecognitionFailed);
        }
        else if (state.Until <= now)
        {
            End(turn, EnrollmentEnds.OfTimeOut(state));
        }
        else if (state.Present is not null && now - state.PresentAt >= PresenceTime)
        {
            turn.State = state with { Present = null };
        }
    }

    private static void TakeGesture(EnrollmentTurn turn, ButtonGesture gesture)
    {
        switch (turn.State.Phase, gesture)
        {
            case (EnrollmentPhase.Idle, ButtonGesture.Hold) when turn.Context.HasAdministrator:
                Begin(turn, EnrollmentPhase.AwaitingAdministrator, FaceTime);
                break;
            case (EnrollmentPhase.Idle, ButtonGesture.Hold):
                turn.State = turn.State with { IsFirst = true, AllowedBy = "nobody was administrator" };
                Begin(turn, EnrollmentPhase.AwaitingConsent, StepTime);
                break;
            case (EnrollmentPhase.Idle, ButtonGesture.LongHold):
                Begin(turn, EnrollmentPhase.AwaitingFarewell, FaceTime);
                break;
            case (EnrollmentPhase.Idle, ButtonGesture.BootHold):
                // Not Begin: it needs neither faces nor a camera.
                turn.State = turn.State with { Phase = EnrollmentPhase.Erasing, End = null, EndSubject = null };
                turn.Do(new EnrollmentCommand.Switch(true));
                turn.Do(new EnrollmentCommand.EraseEverything());
                break;
            case (EnrollmentPhase.AwaitingConsent, ButtonGesture.Press) when turn.State.PressedFor == PressedFor.Now(turn.State):
                Agree(turn, GivenConsent.Button);
                break;
            case (EnrollmentPhase.AwaitingFarewell, ButtonGesture.Press) when turn.State is { Present: { } subject } state && state.PressedFor == PressedFor.Now(state):
                turn.State = turn.State with { Phase = EnrollmentPhase.Erasing, Until = null };
                turn.Do(new EnrollmentCommand.EraseResident(subject));
                break;
            case (EnrollmentPhase.AwaitingAdministrator or EnrollmentPhase.AwaitingConsent or EnrollmentPhase.Capturing or EnrollmentPhase.AwaitingFarewell,
                ButtonGesture.Press or ButtonGesture.DoublePress):
                // Also a press that was on its way when an administrator or a resident was recognised: it was meant to end this.
                End(turn, EnrollmentEnd.Cancelled);
                break;
            default:
                break; // A press while nothing is going on, or a hold while something is.
        }
    }

    private void Take(EnrollmentTurn turn, EnrollmentInput input)
    {
        var state = turn.State;
        switch (state.Phase, input)
        {
            case (EnrollmentPhase.Idle, EnrollmentInput.Requested requested):
                turn.State = state with { IsRemote = true, Name = requested.Name, AllowedBy = requested.By, IsFirst = false };
                Begin(turn, EnrollmentPhase.AwaitingConsent, StepTime);
                break;
            case (EnrollmentPhase.AwaitingConsent, EnrollmentInput.Agreed agreed) when state.IsRemote:
                Agree(turn, agreed.By);
                break;
            case (EnrollmentPhase.AwaitingConsent or EnrollmentPhase.Capturing, EnrollmentInput.Withdrawn) when state.IsRemote:
                End(turn, EnrollmentEnd.Cancelled);
                break;
            case (EnrollmentPhase.AwaitingAdministrator, EnrollmentInput.ResidentSeen { MayAdminister: true } seen):
                turn.State = state with { Phase = EnrollmentPhase.AwaitingConsent, Until = turn.Now + StepTime, AllowedBy = $"administrator {seen.Subject}", Hint = null };
                turn.Do(new EnrollmentCommand.Show(EnrollmentSigns.Allowed));
                break;
            case (EnrollmentPhase.AwaitingAdministrator, EnrollmentInput.ResidentSeen):
                End(turn, EnrollmentEnd.NotAdministrator);
                break;
            case (EnrollmentPhase.AwaitingAdministrator, EnrollmentInput.FaceRefused refused):
                turn.State = state with { Refusals = state.Refusals + 1, Hint = refused.Hint };
                if (turn.State.Refusals >= MostRefusals)
                {
                    End(turn, EnrollmentEnds.OfTimeOut(turn.State));
                }

                break;
            case (EnrollmentPhase.AwaitingFarewell, EnrollmentInput.ResidentSeen seen):
                turn.State = state with { Present = seen.Subject, PresentAt = turn.Now, Hint = null };
                break;
            case (EnrollmentPhase.AwaitingFarewell, EnrollmentInput.FaceRefused refused):
                // Somebody else stands there now, or a picture of the one before.
                turn.State = state with { Present = null, Refusals = state.Refusals + 1, Hint = refused.Hint };
                break;
            case (EnrollmentPhase.Capturing, EnrollmentInput.ViewSeen view):
                TakeView(turn, view);
                break;
            case (EnrollmentPhase.Storing, EnrollmentInput.Compared compared):
                TakeComparison(turn, compared.Comparison);
                break;
            case (EnrollmentPhase.Storing or EnrollmentPhase.Erasing, EnrollmentInput.Stored stored):
                TakeStored(turn, stored);
                break;
            case (not EnrollmentPhase.Idle, EnrollmentInput.Failed failed):
                End(turn, failed.End);
                break;
            default:
                break; // From before the phase changed, or nothing but time.
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

    private static void Agree(EnrollmentTurn turn, string source)
    {
        turn.Note(AuditKind.ConsentGiven, source);
        turn.State = turn.State with { Phase = EnrollmentPhase.Capturing, Until = turn.Now + StepTime, Consent = new GivenConsent(turn.Now, source) };
    }

    private void TakeView(EnrollmentTurn turn, EnrollmentInput.ViewSeen view)
    {
        var state = turn.State;
        var refusal = view.Refusal ?? rules.ScreenPose(view.Pose, state.Captures.AsSpan())?.Reason;
        turn.State = state with { Hint = refusal };
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
            case var _ when state.IsFirst && turn.Context.HasAdministrator:
                // Somebody became administrator meanwhile, and was not asked.
                End(turn, EnrollmentEnd.NotAdministrator);
                break;
            default:
                turn.Do(new EnrollmentCommand.Store(comparison.Same, state.Name, state.IsFirst, state.Consent!));
                turn.State = state with { Present = comparison.Same };
                break;
        }
    }

    private static void TakeStored(EnrollmentTurn turn, EnrollmentInput.Stored stored)
    {
        var state = turn.State;
        var end = state switch
        {
            { Phase: EnrollmentPhase.Storing, Present: null } => EnrollmentEnd.Enrolled,
            { Phase: EnrollmentPhase.Storing } => EnrollmentEnd.Refreshed,
            { Present: null } => EnrollmentEnd.Reset,
            _ => EnrollmentEnd.Erased,
        };
        var (kind, detail) = EnrollmentEnds.EntryOf(end, state);
        var subject = end == EnrollmentEnd.Reset ? null : (Biometrics.SubjectId?)stored.Subject;
        turn.Note(kind, detail, subject);
        if (state is { Phase: EnrollmentPhase.Storing, IsFirst: true })
        {
            turn.Note(AuditKind.AdministratorAppointed, state.AllowedBy, subject);
        }

        turn.State = state with { EndSubject = subject };
        End(turn, end);
    }

    /// <summary>Back to the beginning, whatever was going on.</summary>
    private static void End(EnrollmentTurn turn, EnrollmentEnd end)
    {
        var state = turn.State;
        if (EnrollmentEnds.IsFailure(end))
        {
            turn.Note(AuditKind.EnrollmentFailed, end.ToString());
        }

        turn.Do(new EnrollmentCommand.DropAll());
        if (state.Phase != EnrollmentPhase.Idle)
        {
            turn.Do(new EnrollmentCommand.Switch(false));
        }

        turn.Do(new EnrollmentCommand.Show(EnrollmentSigns.Ends[end]));
        turn.State = new EnrollmentState { Button = state.Button, Sign = state.Sign, Ended = state.Ended + 1, End = end, EndSubject = state.EndSubject };
    }
}
