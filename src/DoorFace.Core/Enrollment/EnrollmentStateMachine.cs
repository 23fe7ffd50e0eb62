using DoorFace.Core.Audit;
using DoorFace.Core.Signals;
using DoorFace.Core.Time;

namespace DoorFace.Core.Enrollment;

/// <summary>
/// All transitions of enrollment and of erasure at the door, as a pure function.
///
/// Theory of operation. One recessed button inside starts everything; lamps and buzzer answer. Held 3 s it begins an enrollment: while nobody is
/// enrolled at once, and that resident becomes administrator; otherwise only after an administrator has shown their living face. While residents exist
/// and none of them counts as administrator, or while it is in doubt who is enrolled, it enrolls nobody. Then the new resident stands in front of the
/// camera, alone, and presses once: that press is the consent of whoever stands there at that moment, and nothing is captured before it. Captures are
/// taken, of that person only, until there are enough that differ in pose and agree with one another; those that do not agree are dropped and taken anew;
/// somebody else in front of the camera ends it. Only then is anything stored, in one piece: somebody new, or new references of the resident whom they
/// show. Whoever would be taken for another resident is refused.
///
/// Held 10 s it begins an erasure: the resident who is recognised, alive and alone, while somebody presses once more, and who then stays for a while, is
/// erased, and nobody else. The button is inside and the camera outside: that while is for whoever only came home, and hears that they should step aside.
/// Held for 15 s from the start it erases everything: at once with the jumper in the housing set, otherwise as an administrator is erased, by their face,
/// a press and staying. A unit without either keeps what it has.
///
/// A press ends whatever is going on, except where it was waited for when the button went down; there a double press does. Every phase that waits
/// ends by itself, and so does everything when the door stops looking at faces. However it ends, what was captured is zeroed, and the sign says why.
/// The state holds no feature of anybody and outlives no restart.
///
/// An administrator at a terminal may ask for an enrollment instead of holding the button: the permission to ask stands for the administrator's face,
/// and the new resident may agree there instead of pressing. While nobody counts as administrator, whoever is enrolled so becomes one.
/// Time is the instant given with each input, never a clock.
/// </summary>
public sealed partial class EnrollmentStateMachine(EnrollmentRules rules)
{
    /// <summary>An administrator's face is waited for this long, and so is that of whoever wants to be forgotten.</summary>
    public static readonly TimeSpan FaceTime = TimeSpan.FromSeconds(30);

    /// <summary>Consent is waited for this long, and as long the captures may take.</summary>
    public static readonly TimeSpan StepTime = TimeSpan.FromSeconds(60);

    /// <summary>An administrator's face is waited for this long when everything is to be erased.</summary>
    public static readonly TimeSpan ResetTime = TimeSpan.FromSeconds(60);

    /// <summary>Whoever was seen, or recognised, longer ago may have left: a press then is not theirs. Frames come 2.5 times a second at the slowest.</summary>
    public static readonly TimeSpan PresenceTime = TimeSpan.FromSeconds(1.5);

    /// <summary>Whoever is to be erased stays in front of the camera for this long after the press.</summary>
    public static readonly TimeSpan PartingTime = TimeSpan.FromSeconds(5);

    /// <summary>What was agreed to at a terminal while nobody stood in front of the camera counts for whoever does within this.</summary>
    public static readonly TimeSpan AgreementTime = TimeSpan.FromSeconds(5);

    /// <summary>Views of somebody else, one after the other, that end the captures: a single one may be a bad view.</summary>
    public const int MostOthers = 3;

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
        // The lines fail and are lost together: what was held, or set, may not be any more.
        turn.State = input is EnrollmentInput.ButtonLost
            ? turn.State with { Button = ButtonState.Lost, JumperSet = false }
            : turn.State with { Button = button.State };
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
        else
        {
            turn.State = FrontWatch.Forget(state, now);
            LetWaitingEnd(turn);
        }
    }

    private static void LetWaitingEnd(EnrollmentTurn turn)
    {
        var (state, now) = (turn.State, turn.Now);
        if (state.Phase == EnrollmentPhase.Parting && (state.Front?.Number, state.Front?.Resident) != (state.Bound?.Number, state.Bound?.Resident))
        {
            End(turn, EnrollmentEnd.Cancelled);
        }
        else if (state.Phase == EnrollmentPhase.Parting && state.Until <= now)
        {
            Erase(turn);
        }
        else if (state.Until <= now)
        {
            End(turn, EnrollmentEnds.OfTimeOut(state));
        }
        else if (state.Agreed?.At + AgreementTime <= now)
        {
            turn.State = state with { Agreed = null };
            turn.Do(new EnrollmentCommand.Show(EnrollmentSigns.NobodyInFront));
        }
    }

    private static void TakeGesture(EnrollmentTurn turn, ButtonGesture gesture)
    {
        switch (turn.State.Phase, gesture)
        {
            case (EnrollmentPhase.Idle, ButtonGesture.Hold):
                BeginByButton(turn);
                break;
            case (EnrollmentPhase.Idle, ButtonGesture.LongHold):
                Begin(turn, EnrollmentPhase.AwaitingFarewell, FaceTime);
                break;
            case (EnrollmentPhase.Idle, ButtonGesture.BootHold):
                BeginReset(turn);
                break;
            case (EnrollmentPhase.AwaitingConsent, ButtonGesture.Press) when FrontWatch.IsOfNow(turn.State):
                if (FrontWatch.StoodThere(turn.State))
                {
                    Agree(turn, GivenConsent.Button);
                }
                else
                {
                    // Nobody, several, or not the same all the while: it agrees for nobody.
                    turn.Do(new EnrollmentCommand.Show(EnrollmentSigns.NobodyInFront));
                }

                break;
            case (EnrollmentPhase.AwaitingFarewell, ButtonGesture.Press) when IsAskedForByTheirPress(turn.State):
                Part(turn);
                break;
            case (EnrollmentPhase.AwaitingReset, ButtonGesture.Press) when turn.State is { Front.MayAdminister: true } && IsAskedForByTheirPress(turn.State):
                Part(turn);
                break;
            case (not (EnrollmentPhase.Idle or EnrollmentPhase.Storing or EnrollmentPhase.Erasing), ButtonGesture.Press or ButtonGesture.DoublePress):
                // Also a press that was on its way when an administrator or a resident was recognised: it was meant to end this.
                End(turn, EnrollmentEnd.Cancelled);
                break;
            default:
                break; // A press while nothing is going on, or a hold while something is.
        }
    }

    private static bool IsAskedForByTheirPress(EnrollmentState state) =>
        FrontWatch.StoodThere(state) && state.Front?.Resident is { } subject && state.PressedFor.Front?.Resident == subject;

    private static void Part(EnrollmentTurn turn) =>
        turn.State = turn.State with { Phase = EnrollmentPhase.Parting, Until = turn.Now + PartingTime, Bound = turn.State.Front, Hint = null };

    private static void Erase(EnrollmentTurn turn)
    {
        var subject = turn.State.IsReset ? null : turn.State.Bound?.Resident;
        turn.State = turn.State with { Phase = EnrollmentPhase.Erasing, Until = null, Subject = subject };
        turn.Do(subject is { } resident ? new EnrollmentCommand.EraseResident(resident) : new EnrollmentCommand.EraseEverything());
    }

    private void Take(EnrollmentTurn turn, EnrollmentInput input)
    {
        var state = turn.State;
        switch (state.Phase, input)
        {
            case (EnrollmentPhase.Idle, EnrollmentInput.Requested requested):
                BeginByTerminal(turn, requested);
                break;
            case (_, EnrollmentInput.JumperRead jumper):
                turn.State = state with { JumperSet = jumper.Set };
                break;
            case (EnrollmentPhase.AwaitingConsent, EnrollmentInput.Agreed agreed) when state.IsRemote:
                turn.State = state with { Agreed = new GivenConsent(turn.Now, agreed.By) };
                AgreeAsSaid(turn);
                break;
            case (EnrollmentPhase.AwaitingConsent or EnrollmentPhase.AwaitingFarewell or EnrollmentPhase.AwaitingReset or EnrollmentPhase.Parting, EnrollmentInput.FrontSeen seen):
                turn.State = FrontWatch.See(state, seen.Face, turn.Now);
                AgreeAsSaid(turn);
                LetWaitingEnd(turn);
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
            case (EnrollmentPhase.AwaitingAdministrator or EnrollmentPhase.AwaitingFarewell or EnrollmentPhase.AwaitingReset or EnrollmentPhase.Parting, EnrollmentInput.FaceRefused refused):
                TakeRefusal(turn, refused.Hint);
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

    private static void TakeRefusal(EnrollmentTurn turn, CaptureRefusal? hint)
    {
        // Somebody else stands there now, or a picture of the one before.
        turn.State = FrontWatch.See(turn.State, null, turn.Now) with { Refusals = turn.State.Refusals + 1, Hint = hint };
        if (turn.State is { Phase: EnrollmentPhase.AwaitingAdministrator or EnrollmentPhase.AwaitingReset, Refusals: >= MostRefusals })
        {
            End(turn, EnrollmentEnds.OfTimeOut(turn.State));
        }
        else
        {
            LetWaitingEnd(turn);
        }
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
        turn.State = new EnrollmentState
        {
            Button = state.Button,
            JumperSet = state.JumperSet,
            Sign = state.Sign,
            Ended = state.Ended + 1,
            End = end,
            EndSubject = EnrollmentEnds.IsFailure(end) ? null : state.EndSubject,
        };
    }
}
