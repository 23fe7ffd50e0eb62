using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>
/// All transitions of the door, as a pure function.
///
/// Theory of operation. A step first lets time pass: whatever is due ends (a release, a pause, a mode), however late the timer is. Then it takes
/// the input, unless there is a reason to ignore it (<see cref="DoorConditions.ReasonToIgnore"/>). Each of the two says why the strike moves, if it does;
/// that it does, the alarms' deadlines and the outputs follow from the state (<see cref="DoorSettlement"/>), and the difference to the outputs
/// before becomes commands. So no level depends on the order of events, and none can be forgotten.
///
/// The strike is released by a resident's face, a request to exit, an administrator, a hold-open, or the fire alarm if it is fail-safe: by nothing
/// else, and the audit names which. It is secured again when the unlock time has passed; further grants prolong that, up to the longest
/// energised time. What the way out has of a release and what others have of it are prolonged, and end, each by itself (<see cref="StrikeRelease"/>).
/// With a door position switch the release may end when the door opens or closes, but never before the minimum pulse.
/// A coil that was energised for its duty cycle must cool down (<see cref="CoilHeat"/>): faces and administrators wait until there is room for the unlock
/// time, the request-to-exit button until there is room for the minimum pulse, and with a strike for continuous duty nobody waits.
///
/// What was decided about a face counts for a second (<see cref="Freshness"/>): a decision that waited longer than that does nothing.
/// Faces can be refused for many reasons (see <see cref="DoorConditions.RefusalOf"/>); the request-to-exit button is looked at before and without any of them.
/// An opening is rightful while the strike is released, while the request-to-exit button is pressed, and shortly after; any other is forced.
/// A rightfully opened door that stays open becomes held open. Both alarms end when the door closes. Tamper and fire alarms stay until an
/// administrator clears them and outlive a restart (<see cref="DoorMemory"/>), as do lock-down and the pause after refused attempts; a hold-open does not.
///
/// A start waits for nothing that is stored. Until what was so before has been read (<see cref="DoorInput.MemoryLoaded"/>), the way out works and
/// nothing else releases. What is remembered only ever adds to what has happened since.
///
/// When the lines fail, the outputs are at their safe levels and nothing is released until they are back; the inputs are then read anew.
/// A button found pressed at the start, or then, was not pressed for anybody: it counts from its next press. Shutdown is final.
///
/// Time is the instant given with each input, never a clock, and each step says when it wants to be woken.
/// </summary>
public sealed partial class DoorStateMachine(DoorRules rules, AccessRules access)
{
    private readonly DoorSettlement _settlement = new(new DoorConditions(rules, access));

    /// <summary>What a state means.</summary>
    public DoorConditions Conditions => _settlement.Conditions;

    /// <summary>The first step: the state after a start, and the commands that bring every output to its level.</summary>
    /// <param name="now">When.</param>
    public DoorStep Start(MonotonicInstant now)
    {
        var turn = new DoorTurn(new DoorState { AwaitsMemory = true, Outputs = OutputPlan.Safe }, now);
        Settle(turn, null);
        // Every output, not only those that differ: whatever the lines were before, they are known from here on.
        turn.Commands.Clear();
        turn.Commands.AddRange(turn.State.Outputs);
        return Finish(turn);
    }

    /// <summary>One step.</summary>
    /// <param name="state">The state after the step before.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">When; never before the instant of the step before.</param>
    public DoorStep Step(DoorState state, DoorInput input, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var turn = new DoorTurn(state, now);
        if (!state.ShutDown)
        {
            Settle(turn, LetTimePass(turn));
            Settle(turn, MeetOwedExit(turn));
        }

        if (Conditions.ReasonToIgnore(turn.State, input, now) is { } reason)
        {
            NoteIgnored(turn, input, reason);
        }
        else
        {
            Settle(turn, Take(turn, input));
        }

        return Finish(turn);
    }

    /// <summary>Takes an input that there is no reason to ignore, and says why the strike moves, if it does.</summary>
    private StrikeCause? Take(DoorTurn turn, DoorInput input)
    {
        switch (input)
        {
            case DoorInput.SensorRead sensor:
                return TakeSensor(turn, sensor.Sensor, sensor.Active);
            case DoorInput.AccessGranted granted:
                turn.State = turn.State with { Limiter = turn.State.Limiter.Succeed(access, turn.Now) };
                return Release(turn, ReleaseCause.Face, new StrikeCause(nameof(ReleaseCause.Face), granted.Subject));
            case DoorInput.AccessDenied denied:
                TakeDenial(turn, denied);
                return null;
            case DoorInput.Requested requested:
                return TakeRequest(turn, requested.Request, requested.By);
            case DoorInput.FaceInView face:
                turn.State = turn.State with { FaceInViewSince = face.Present ? turn.State.FaceInViewSince ?? turn.Now : null };
                return null;
            case DoorInput.CameraSwitched camera:
                turn.State = turn.State with
                {
                    CameraOnSince = camera.On ? turn.State.CameraOnSince ?? turn.Now : null,
                    FaceInViewSince = camera.On ? turn.State.FaceInViewSince : null,
                };
                return null;
            case DoorInput.EnrollmentSwitched enrollment:
                turn.Note(enrollment.On ? AuditKind.EnrollmentStarted : AuditKind.EnrollmentEnded);
                turn.State = turn.State with { EnrollingSince = enrollment.On ? turn.Now : null };
                return null;
            case DoorInput.EnrollmentShown { Sign: var sign }:
                turn.State = sign is not null && EnrollmentSigns.IsPassing(sign)
                    ? turn.State with { EnrollmentNews = sign, EnrollmentNewsAt = turn.Now }
                    : turn.State with { EnrollmentSign = sign, EnrollmentSignAt = turn.Now };
                return null;
            case DoorInput.FaultRaised raised:
                turn.Note(AuditKind.Fault, raised.Fault, $"{raised.Fault}: {raised.Detail}");
                turn.State = turn.State with { Faults = turn.State.Faults.Add(raised.Fault, turn.Now) };
                return null;
            case DoorInput.FaultCleared cleared:
                turn.Note(AuditKind.FaultMended, cleared.Fault, cleared.Fault.ToString());
                turn.State = turn.State with { Faults = turn.State.Faults.Remove(cleared.Fault) };
                return null;
            case DoorInput.MemoryLoaded loaded:
                return TakeMemory(turn, loaded);
            case DoorInput.IoFailed failed:
                return TakeIoFailure(turn, failed.Detail);
            case DoorInput.IoRestored:
                turn.Note(AuditKind.FaultMended, "Outputs and inputs");
                turn.State = turn.State with { IoFailedSince = null };
                return null; // A fail-safe strike is secured because it can be: no word is needed.
            case DoorInput.Shutdown shutdown:
                return TakeShutdown(turn, shutdown.Why);
            default:
                throw new ArgumentOutOfRangeException(nameof(input), input, "Unknown input.");
        }
    }

    private void NoteIgnored(DoorTurn turn, DoorInput input, IgnoredBecause reason)
    {
        switch (input, reason)
        {
            case (DoorInput.AccessGranted granted, IgnoredBecause.FacesRefused):
                turn.Note(AuditKind.ResidentRefused, $"{Conditions.RefusalOf(turn.State)}", granted.Subject);
                turn.State = turn.State with { DeniedAt = turn.Now };
                Settle(turn, null);
                break;
            case (DoorInput.Requested { Request: var request, By: var by }, IgnoredBecause.RequestRefused):
                turn.Note(AuditKind.RequestRefused, $"{request.GetType().Name} by {by}: {Conditions.ObjectionTo(turn.State, request, turn.Now)}");
                break;
            default:
                break; // Not worth an entry each time.
        }
    }

    private void TakeDenial(DoorTurn turn, DoorInput.AccessDenied denied)
    {
        var limiter = denied.IsAttempt ? turn.State.Limiter.Refuse(access, turn.Now) : turn.State.Limiter;
        turn.Note(denied.Subject is null ? AuditKind.AccessDenied : AuditKind.ResidentRefused, denied.Reason.ToString(), denied.Subject);
        if (limiter.PausedUntil is { } until && turn.State.Limiter.PausedUntil is null)
        {
            turn.Note(AuditKind.FacesPaused, $"{(until - turn.Now).TotalSeconds:0} s");
        }

        turn.State = turn.State with { Limiter = limiter, DeniedAt = turn.Now };
    }

    /// <summary>Lets follow from the state what does, and says why the strike has moved.</summary>
    private void Settle(DoorTurn turn, StrikeCause? cause)
    {
        var before = turn.State;
        turn.State = _settlement.Settle(before, turn.Now);
        if (before.ReleasedSince is null != turn.State.ReleasedSince is null)
        {
            turn.Note(before.ReleasedSince is null ? AuditKind.StrikeReleased : AuditKind.StrikeSecured, cause?.Why ?? "", cause?.Subject);
        }

        if (turn.State.IoFailedSince is null)
        {
            // Otherwise nothing can be told to them; the adapter has driven them to the safe state as far as it could.
            turn.Commands.AddRange(turn.State.Outputs.Where(output => output != before.Outputs[(int)output.Output]));
        }
    }

    /// <summary>The step, with the instant at which time alone changes something.</summary>
    private DoorStep Finish(DoorTurn turn) => turn.Finish(_settlement.WakeAt(turn.State, turn.Now));
}
