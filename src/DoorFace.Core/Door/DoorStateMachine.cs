using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>
/// All transitions of the door, as a pure function.
///
/// Theory of operation. A step first lets time pass: whatever is due ends (a release, a pause, a mode), however late the timer is. Then it takes
/// the input. After each of the two the strike, the alarms' deadlines and the outputs follow from the state, and the difference to the outputs
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
public sealed class DoorStateMachine(DoorRules rules, AccessRules access)
{
    private readonly DoorSettlement _settlement = new(new DoorConditions(rules, access));

    /// <summary>What a state means.</summary>
    public DoorConditions Conditions => _settlement.Conditions;

    /// <summary>The first step: the state after a start, and the commands that bring every output to its level.</summary>
    /// <param name="now">When.</param>
    public DoorStep Start(MonotonicInstant now)
    {
        var turn = new DoorTurn(new DoorState { AwaitsMemory = true, Outputs = OutputPlan.Safe }, now);
        _settlement.Settle(turn);
        // Every output, not only those that differ: whatever the lines were before, they are known from here on.
        turn.Commands.Clear();
        turn.Commands.AddRange(turn.State.Outputs);
        return _settlement.Finish(turn);
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
        if (input is DoorInput.AccessGranted { SeenAt: { } granted } && Freshness.IsPast(granted, now)
            || input is DoorInput.AccessDenied { SeenAt: { } denied } && Freshness.IsPast(denied, now))
        {
            // It waited too long: whoever it is about may have gone, and somebody else be there. Time has passed; that was all.
            input = new DoorInput.TimerElapsed();
        }

        if (state.ShutDown)
        {
            // Final: a decision that was still in the queue must not open a door nobody watches any more.
            NoteRefusal(turn, input);
            return _settlement.Finish(turn);
        }

        LetTimePass(turn);
        _settlement.Settle(turn);
        MeetOwedExit(turn);
        _settlement.Settle(turn);
        Take(turn, input);
        _settlement.Settle(turn);
        return _settlement.Finish(turn);
    }

    private void LetTimePass(DoorTurn turn)
    {
        var (state, now) = (turn.State, turn.Now);
        var limiter = state.Limiter.Expire(now);
        if (state.Limiter.PausedUntil is not null && limiter.PausedUntil is null)
        {
            turn.Note(AuditKind.FacesResumed);
        }

        turn.State = state = state with { Limiter = limiter, IntentUntil = state.IntentUntil <= now ? null : state.IntentUntil };
        if (state.Mode.Until <= now)
        {
            turn.Why = "its end time has come";
            EndMode(turn);
        }

        if (Conditions.RequestToExitStuckAt(state) <= now)
        {
            turn.Note(AuditKind.RequestToExitStuck, "pressed for too long");
            turn.State = turn.State with { RequestToExitStuckSince = now };
        }

        var held = turn.State.Release is { Exit: not null } exit && !WalkedThrough(exit) ? HeldUntil(turn.State, now) : null;
        if (turn.State.Release is { } release)
        {
            turn.Why = "its time has passed";
            turn.State = turn.State with { Release = (release with { Exit = release.Exit <= now ? ProlongedExit(turn.State, release, now) : release.Exit }).After(now) };
        }

        if (Conditions.EnergisedTooLongAt(turn.State) <= now)
        {
            turn.Why = "the longest energised time has passed";
            // Whoever holds the button goes on when the coil has had its pause.
            turn.State = turn.State with { Release = null, ExitOwedUntil = held ?? turn.State.ExitOwedUntil };
            EndHoldOpen(turn);
        }

        if (turn.State.HeldOpenDueAt <= now)
        {
            turn.Note(AuditKind.HeldOpen);
            turn.State = turn.State with { HeldOpenDueAt = null, HeldOpenSince = now };
        }
    }

    private void Take(DoorTurn turn, DoorInput input)
    {
        switch (input)
        {
            case DoorInput.SensorRead sensor:
                TakeSensor(turn, sensor.Sensor, sensor.Active);
                break;
            case DoorInput.AccessGranted when Conditions.RefusalOf(turn.State) is not null:
                NoteRefusal(turn, input);
                break;
            case DoorInput.AccessGranted granted:
                turn.State = turn.State with { Limiter = turn.State.Limiter.Succeed(access, turn.Now) };
                Release(turn, ReleaseCause.Face, nameof(ReleaseCause.Face), granted.Subject);
                break;
            case DoorInput.AccessDenied denied:
                TakeDenial(turn, denied);
                break;
            case DoorInput.Requested requested:
                TakeRequest(turn, requested);
                break;
            case DoorInput.FaceInView face:
                turn.State = turn.State with { FaceInViewSince = face.Present ? turn.State.FaceInViewSince ?? turn.Now : null };
                break;
            case DoorInput.CameraSwitched camera:
                turn.State = turn.State with
                {
                    CameraOnSince = camera.On ? turn.State.CameraOnSince ?? turn.Now : null,
                    FaceInViewSince = camera.On ? turn.State.FaceInViewSince : null,
                };
                break;
            case DoorInput.EnrollmentSwitched enrolment when enrolment.On != turn.State.EnrollingSince is not null:
                turn.Note(enrolment.On ? AuditKind.EnrollmentStarted : AuditKind.EnrollmentEnded);
                turn.State = turn.State with { EnrollingSince = enrolment.On ? turn.Now : null };
                break;
            case DoorInput.EnrollmentShown { Sign: var sign }:
                turn.State = sign is not null && EnrollmentSigns.IsPassing(sign)
                    ? turn.State with { EnrollmentNews = sign, EnrollmentNewsAt = turn.Now }
                    : turn.State with { EnrollmentSign = sign, EnrollmentSignAt = turn.Now };
                break;
            case DoorInput.Broken broken when !turn.State.Faults.ContainsKey(broken.Fault):
                turn.Note(AuditKind.Fault, broken.Fault, $"{broken.Fault}: {broken.Detail}");
                turn.State = turn.State with { Faults = turn.State.Faults.Add(broken.Fault, turn.Now) };
                break;
            case DoorInput.Mended mended when turn.State.Faults.ContainsKey(mended.Fault):
                turn.Note(AuditKind.FaultMended, mended.Fault, mended.Fault.ToString());
                turn.State = turn.State with { Faults = turn.State.Faults.Remove(mended.Fault) };
                break;
            case DoorInput.MemoryLoaded loaded:
                TakeMemory(turn, loaded);
                break;
            case DoorInput.IoFailed failed:
                TakeIoFailure(turn, failed.Detail);
                break;
            case DoorInput.IoRestored when turn.State.IoFailedSince is not null:
                turn.Note(AuditKind.FaultMended, "Outputs and inputs");
                turn.State = turn.State with { IoFailedSince = null };
                break;
            case DoorInput.Shutdown shutdown:
                turn.Why = "the service ends";
                EndHoldOpen(turn);
                turn.State = turn.State with { ShutDown = true, Release = null, ExitOwedUntil = null, Limiter = turn.State.Limiter.Settle(turn.Now) };
                turn.Note(AuditKind.Stopped, shutdown.Why);
                break;
            case DoorInput.EnrollmentSwitched or DoorInput.Broken or DoorInput.Mended or DoorInput.IoRestored:
                break; // So it was already: a retry that fails again is not worth an entry each time.
            case DoorInput.TimerElapsed:
                break; // Time has passed; that was all. A timer that comes early finds nothing due.
            default:
                throw new ArgumentOutOfRangeException(nameof(input), input, "Unknown input.");
        }
    }

    private void TakeMemory(DoorTurn turn, DoorInput.MemoryLoaded loaded)
    {
        var (memory, now) = (loaded.Memory, turn.Now);
        var isOver = loaded.LockDownLeft <= TimeSpan.Zero;
        if (turn.State.AwaitsMemory)
        {
            turn.Note(AuditKind.Started, loaded.Previous);
            if (memory.LockDown && isOver)
            {
                turn.Note(AuditKind.NormalOperation, "LockDown: its end time came while the service was off");
            }
        }

        turn.Why = "what was so before is known";
        var locks = memory.LockDown && !isOver;
        if (memory.Tamper || locks)
        {
            EndWhatAFaceOrAnAdministratorBegan(turn);
        }

        turn.Why = nameof(ReleaseCause.Fire);
        var attempts = new AttemptMemory(memory.RefusedAttempts, memory.PauseLevel, memory.FacesPaused, memory.TakenOfHour, memory.TakenOfDay);
        var (state, limiter) = (turn.State, AttemptLimiter.Restore(attempts, access, now));
        turn.State = state with
        {
            AwaitsMemory = false,
            Limiter = state.Limiter.And(limiter, access, now),
            TamperSince = state.TamperSince ?? (memory.Tamper ? now : null),
            FireSince = state.FireSince ?? (memory.Fire ? now : null),
            Mode = locks && state.Mode.Kind != OperatingModeKind.LockDown
                ? new OperatingMode(OperatingModeKind.LockDown, now, now + loaded.LockDownLeft, memory.LockDownEndsAt)
                : state.Mode,
        };
    }

    private void TakeSensor(DoorTurn turn, DoorSensor sensor, bool active)
    {
        if (turn.State.IoFailedSince is not null)
        {
            return; // From before the lines failed; they are all read anew when they are back.
        }

        var known = turn.State.Sensors.TryGetValue(sensor, out var was);
        if (known && was == active)
        {
            return; // Every input is read again and again; only a change is news.
        }

        turn.State = turn.State with { Sensors = turn.State.Sensors.SetItem(sensor, active) };
        switch (sensor)
        {
            case DoorSensor.RequestToExit:
                TakeRequestToExit(turn, known, active);
                break;
            case DoorSensor.DoorPosition:
                TakePosition(turn, known, active);
                break;
            case DoorSensor.Tamper when active:
                turn.Note(AuditKind.Tamper);
                turn.Why = "tamper";
                turn.State = turn.State with { TamperSince = turn.State.TamperSince ?? turn.Now };
                EndWhatAFaceOrAnAdministratorBegan(turn);
                break;
            case DoorSensor.Tamper when known:
                turn.Note(AuditKind.TamperQuiet);
                break;
            case DoorSensor.Fire when active:
                turn.Note(AuditKind.Fire);
                turn.Why = nameof(ReleaseCause.Fire);
                turn.State = turn.State with { FireSince = turn.State.FireSince ?? turn.Now };
                break;
            case DoorSensor.Fire when known:
                turn.Note(AuditKind.FireQuiet);
                break;
            case DoorSensor.IntentButton when active && known:
                turn.Note(AuditKind.Intent);
                turn.State = turn.State with { IntentAt = turn.Now, IntentUntil = turn.Now + access.IntentTime };
                break;
            default:
                break; // A button let go, or found pressed at the start; a quiet contact found quiet.
        }
    }

    private void TakeRequestToExit(DoorTurn turn, bool known, bool active)
    {
        if (!active)
        {
            if (turn.State.RequestToExitStuckSince is not null)
            {
                turn.Note(AuditKind.RequestToExitFreed);
            }

            turn.State = turn.State with { RequestToExitSince = null, RequestToExitStuckSince = null };
        }
        else if (!known)
        {
            // A shorted wire must not open the door at every start.
            turn.Note(AuditKind.RequestToExitStuck, "found pressed");
            turn.State = turn.State with { RequestToExitStuckSince = turn.Now };
        }
        else
        {
            turn.Note(AuditKind.RequestToExit);
            turn.State = turn.State with { RequestToExitSince = turn.Now, AuthorisedUntil = Later(turn.State.AuthorisedUntil, turn.Now + rules.UnlockTime) };
            if (rules.RequestToExitReleases)
            {
                // Met at once, or as soon as the coil allows.
                turn.State = turn.State with { ExitOwedUntil = turn.Now + rules.UnlockTime };
                if (Conditions.IsReleased(turn.State) || Conditions.ExitMetAt(turn.State) <= turn.Now)
                {
                    ReleaseForExit(turn);
                }
            }
        }
    }

    private void TakePosition(DoorTurn turn, bool known, bool open)
    {
        turn.Note(open ? AuditKind.DoorOpened : AuditKind.DoorClosed, known ? "" : "found so");
        if (open)
        {
            if (known && !Conditions.IsRightfulOpening(turn.State, turn.Now))
            {
                turn.Note(AuditKind.ForcedOpen);
                turn.State = turn.State with { ForcedOpenSince = turn.Now };
            }

            turn.State = turn.State with { Release = turn.State.Release is { } release ? release with { Opened = true } : null };
            EndReleaseEarly(turn, RelockRule.WhenOpened, "the door was opened");
            return;
        }

        if (turn.State.ForcedOpenSince is not null)
        {
            turn.Note(AuditKind.ForcedOpenEnded);
        }

        if (turn.State.HeldOpenSince is not null)
        {
            turn.Note(AuditKind.HeldOpenEnded);
        }

        turn.State = turn.State with { ForcedOpenSince = null, HeldOpenSince = null, HeldOpenDueAt = null };
        EndReleaseEarly(turn, RelockRule.WhenClosed, "the door was closed");
    }

    private void TakeDenial(DoorTurn turn, DoorInput.AccessDenied denied)
    {
        if (!denied.Reason.IsAudited())
        {
            return; // Somebody passes by or is still coming.
        }

        var limiter = denied.IsAttempt ? turn.State.Limiter.Refuse(access, turn.Now) : turn.State.Limiter;
        turn.Note(denied.Subject is null ? AuditKind.AccessDenied : AuditKind.ResidentRefused, denied.Reason.ToString(), denied.Subject);
        if (limiter.PausedUntil is { } until && turn.State.Limiter.PausedUntil is null)
        {
            turn.Note(AuditKind.FacesPaused, $"{(until - turn.Now).TotalSeconds:0} s");
        }

        turn.State = turn.State with { Limiter = limiter, DeniedAt = turn.Now };
    }

    private void TakeRequest(DoorTurn turn, DoorInput.Requested requested)
    {
        var (request, by) = (requested.Request, requested.By);
        if (Conditions.ObjectionTo(turn.State, request, turn.Now) is { } objection)
        {
            turn.Note(AuditKind.RequestRefused, $"{request.GetType().Name} by {by}: {objection}");
            return;
        }

        switch (request)
        {
            case DoorRequest.Release:
                Release(turn, ReleaseCause.Administrator, $"{nameof(ReleaseCause.Administrator)}: {by}");
                break;
            case DoorRequest.LockDown lockDown:
                turn.Note(AuditKind.LockDown, $"{by}, {(lockDown.For is { } time ? $"for {time:c}" : "until ended")}");
                turn.Why = "lock-down";
                EndWhatAFaceOrAnAdministratorBegan(turn);
                turn.State = turn.State with { Mode = new OperatingMode(OperatingModeKind.LockDown, turn.Now, turn.Now + lockDown.For, lockDown.EndsAt) };
                break;
            case DoorRequest.HoldOpen holdOpen:
                turn.Note(AuditKind.HoldOpen, $"{by}, for {holdOpen.For:c}");
                turn.Why = $"{nameof(ReleaseCause.HoldOpen)}: {by}";
                turn.State = turn.State with { Mode = new OperatingMode(OperatingModeKind.HoldOpen, turn.Now, turn.Now + holdOpen.For), HeldOpenDueAt = null };
                break;
            case DoorRequest.Normal:
                turn.Why = $"ended by {by}";
                EndMode(turn);
                break;
            case DoorRequest.ClearAlarms:
                ClearAlarms(turn, by);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(requested), request, "Unknown request.");
        }
    }

    private static void ClearAlarms(DoorTurn turn, string by)
    {
        if (turn.State.TamperSince is not null)
        {
            turn.Note(AuditKind.TamperCleared, by);
        }

        if (turn.State.FireSince is not null)
        {
            turn.Note(AuditKind.FireCleared, by);
        }

        turn.Why = "the fire alarm was cleared";
        turn.State = turn.State with { TamperSince = null, FireSince = null };
    }

    private static void TakeIoFailure(DoorTurn turn, string detail)
    {
        if (turn.State.IoFailedSince is null)
        {
            turn.Note(AuditKind.Fault, $"Outputs and inputs: {detail}");
        }

        turn.Why = "the outputs failed";
        EndHoldOpen(turn);
        // A door in alarm stays in alarm: its position is told again when the lines are back.
        turn.State = turn.State with
        {
            IoFailedSince = turn.State.IoFailedSince ?? turn.Now,
            Release = null,
            Sensors = turn.State.Sensors.Clear(),
            RequestToExitSince = null,
            RequestToExitStuckSince = null,
            ExitOwedUntil = null,
            IntentUntil = null,
            HeldOpenDueAt = null,
        };
    }

    /// <summary>
    /// Releases for whoever pressed the request-to-exit button. A coil that is too warm has its pause first, which is short: the minimum pulse is enough
    /// here, where others wait until there is room for the whole unlock time.
    /// </summary>
    private void MeetOwedExit(DoorTurn turn)
    {
        if (turn.State.ExitOwedUntil <= turn.Now)
        {
            turn.State = turn.State with { ExitOwedUntil = HeldUntil(turn.State, turn.Now) is { } until && until > turn.Now ? until : null };
        }

        if (Conditions.ExitMetAt(turn.State) <= turn.Now)
        {
            ReleaseForExit(turn);
        }
    }

    private void ReleaseForExit(DoorTurn turn)
    {
        Release(turn, ReleaseCause.RequestToExit, nameof(ReleaseCause.RequestToExit));
        if (turn.State.Release?.Exit >= turn.State.ExitOwedUntil)
        {
            turn.State = turn.State with { ExitOwedUntil = null }; // All of it; else the coil ends it before, and the rest is still owed.
        }
    }

    /// <summary>Begins a release, or prolongs the part of the one that is going on.</summary>
    private void Release(DoorTurn turn, ReleaseCause cause, string why, SubjectId? subject = null)
    {
        var (state, now) = (turn.State, turn.Now);
        if (Conditions.IsReleased(state))
        {
            turn.Note(AuditKind.ReleaseExtended, why, subject);
        }

        (turn.Why, turn.Subject) = (why, subject);
        var release = state.Release ?? new StrikeRelease(now);
        var until = Earlier(now + rules.UnlockTime, EndsAtLatest(state, release, now));
        turn.State = state with
        {
            Release = cause == ReleaseCause.RequestToExit
                ? release with { Exit = Later(release.Exit, until) }
                : release with { Entry = Later(release.Entry, until) },
            HeldOpenDueAt = null,
        };
    }

    /// <summary>No chain of grants and requests to exit makes a release longer, and no coil is energised longer.</summary>
    private MonotonicInstant EndsAtLatest(DoorState state, StrikeRelease release, MonotonicInstant now)
    {
        var latest = release.At + rules.LongestEnergisedTime;
        return rules.Strike == StrikeType.FailSecure ? Earlier(latest, Conditions.CoilEndsAt(state, now)) : latest;
    }

    /// <summary>Until when the request-to-exit button's part of a release goes on while the button is held; null when it ends.</summary>
    private MonotonicInstant? ProlongedExit(DoorState state, StrikeRelease release, MonotonicInstant now) =>
        WalkedThrough(release) || HeldUntil(state, now) is not { } until
            ? null
            : Earlier(until, EndsAtLatest(state, release, now));

    private bool WalkedThrough(StrikeRelease release) => release.Opened && rules.Relock != RelockRule.AfterUnlockTime;

    /// <summary>Until when a button that is held asks for a release; null when none is held, or it does not count.</summary>
    private MonotonicInstant? HeldUntil(DoorState state, MonotonicInstant now) =>
        rules.RequestToExitReleases && Conditions.RequestToExitStuckAt(state) is { } stuckAt ? Earlier(now + rules.UnlockTime, stuckAt) : null;

    private void EndReleaseEarly(DoorTurn turn, RelockRule rule, string why)
    {
        if (rules.Relock != rule || turn.State.Release is not { Opened: true } release)
        {
            return;
        }

        turn.Why = why;
        turn.State = turn.State with { Release = release.NoLongerThan(release.At + rules.MinimumPulse).After(turn.Now), ExitOwedUntil = null };
    }

    private static void EndWhatAFaceOrAnAdministratorBegan(DoorTurn turn)
    {
        EndHoldOpen(turn);
        if (turn.State.Release is { } release)
        {
            turn.State = turn.State with { Release = (release with { Entry = null }).After(turn.Now) };
        }
    }

    private static void EndHoldOpen(DoorTurn turn)
    {
        if (turn.State.Mode.Kind == OperatingModeKind.HoldOpen)
        {
            EndMode(turn);
        }
    }

    private static void EndMode(DoorTurn turn)
    {
        turn.Note(AuditKind.NormalOperation, $"{turn.State.Mode.Kind}: {turn.Why}");
        turn.State = turn.State with { Mode = OperatingMode.Normal };
    }

    private void NoteRefusal(DoorTurn turn, DoorInput input)
    {
        if (input is DoorInput.AccessGranted { Subject: var subject } && Conditions.RefusalOf(turn.State) is { } reason)
        {
            turn.Note(AuditKind.ResidentRefused, reason.ToString(), subject);
            turn.State = turn.State with { DeniedAt = turn.Now };
        }
    }

    private static MonotonicInstant Earlier(MonotonicInstant a, MonotonicInstant b) => a < b ? a : b;

    private static MonotonicInstant Later(MonotonicInstant? a, MonotonicInstant b) => a > b ? a.Value : b;
}
