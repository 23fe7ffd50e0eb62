using System.Numerics.Tensors;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;
using DoorFace.Device.Time;
using DoorFace.Host.Audit;
using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Enrollment;

/// <summary>
/// The enrollment that is going on, if any: takes steps of its state machine and does what they ask for. Buttons and terminals come on one thread, views on
/// the camera's: one step at a time. Owns the captured features, and zeroes them whenever the machine says so and at the end.
/// </summary>
internal sealed class EnrollmentSession(
    EnrollmentStateMachine machine,
    EnrollmentRules rules,
    ResidentWriter residents,
    DoorInbox door,
    DoorView view,
    DoorStateMachine doorMachine,
    AuditLog audit,
    TimeProvider time,
    ILogger<EnrollmentSession> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private volatile EnrollmentState _state = new();
    private CaptureSet? _captures;
    private CaptureSet? _agreed;
    private volatile Household _household = Household.InDoubt;

    /// <summary>As of the last step, for everyone who only looks.</summary>
    public EnrollmentState State => _state;

    /// <summary>Who is enrolled, as of the last time that anything but a face was told.</summary>
    public Household Household => _household;

    /// <summary>Whether the camera's frames are the enrollment's, and no face opens the door.</summary>
    public bool IsUnderWay => _state.Phase != EnrollmentPhase.Idle;

    /// <summary>When the machine wants to be told of the time, after every step; from any thread.</summary>
    public event Action<MonotonicInstant?>? Stepped;

    /// <summary>Takes one input, and whatever follows from it at once.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="features">The features of the view that was seen, for a capture.</param>
    /// <param name="enrolled">The residents to compare captures with.</param>
    public void Step(EnrollmentInput input, ReadOnlySpan<float> features = default, EnrolledGallery? enrolled = null)
    {
        MonotonicInstant? wakeAt;
        lock (_gate)
        {
            if (input is not (EnrollmentInput.ViewSeen or EnrollmentInput.ResidentSeen or EnrollmentInput.FrontSeen))
            {
                // Not for every frame.
                _household = residents.Household();
            }

            wakeAt = StepOnce(input, features, enrolled, out var next);
            while (next is not null)
            {
                _household = residents.Household();
                wakeAt = StepOnce(next, features, enrolled, out next);
            }
        }

        Stepped?.Invoke(wakeAt);
    }

    /// <summary>
    /// Keeps how the face looked that was in front when its press agreed, until the enrollment ends: views of somebody else are told by it.
    /// </summary>
    /// <param name="features">Of that face, from just before.</param>
    public void Bind(ReadOnlySpan<float> features)
    {
        lock (_gate)
        {
            // Nothing is kept for an enrollment that has ended meanwhile.
            if (_state.Phase == EnrollmentPhase.Capturing && _agreed is not { Count: > 0 })
            {
                (_agreed ??= new CaptureSet(1, features.Length)).Add(features);
            }
        }
    }

    /// <summary>Whether a view shows whoever agreed.</summary>
    /// <param name="features">The view's.</param>
    /// <param name="least">The score that one view reaches with another of the same person.</param>
    public bool ShowsWhoAgreed(ReadOnlySpan<float> features, ComparisonScore least)
    {
        lock (_gate)
        {
            return _agreed is { Count: > 0 } && TensorPrimitives.Dot(_agreed[0], features) >= least.Value;
        }
    }

    /// <summary>Zeroes what was captured.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Clear();
        }
    }

    private void Clear()
    {
        _captures?.Clear();
        _agreed?.Clear();
    }

    private MonotonicInstant? StepOnce(EnrollmentInput input, ReadOnlySpan<float> features, EnrolledGallery? enrolled, out EnrollmentInput? next)
    {
        var step = machine.Step(_state, input, Context(), time.GetMonotonicInstant());
        next = null;
        foreach (var command in step.Commands)
        {
            next = Do(command, features, enrolled) ?? next;
        }

        // After the commands: whoever sees that it has ended also finds what was stored.
        _state = step.State;
        audit.Write(step.Events);
        foreach (var entry in step.Events)
        {
            logger.Happened(entry.Kind, entry.Detail);
        }

        return step.WakeAt;
    }

    private EnrollmentInput? Do(EnrollmentCommand command, ReadOnlySpan<float> features, EnrolledGallery? enrolled)
    {
        switch (command)
        {
            case EnrollmentCommand.Keep:
                (_captures ??= new CaptureSet(rules.References, features.Length)).Add(features);
                return null;
            case EnrollmentCommand.Drop drop:
                _captures?.Drop(drop.Captures);
                return null;
            case EnrollmentCommand.DropAll:
                Clear();
                return null;
            case EnrollmentCommand.Compare:
                return Compare(_captures!, enrolled!);
            case EnrollmentCommand.Store store:
                return residents.Store(store, _captures!, enrolled!.Gallery.Embedder);
            case EnrollmentCommand.EraseResident erase:
                return residents.Erase(erase.Subject);
            case EnrollmentCommand.EraseEverything:
                return residents.EraseEverything();
            case EnrollmentCommand.Switch turned:
                door.Post(new DoorInput.EnrollmentSwitched(turned.On));
                return null;
            case EnrollmentCommand.Show show:
                door.Post(new DoorInput.EnrollmentShown(show.Sign));
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "Unknown command.");
        }
    }

    private EnrollmentInput Compare(CaptureSet captures, EnrolledGallery enrolled)
    {
        if (!captures.TryFuse(out var fused))
        {
            return new EnrollmentInput.Failed(EnrollmentEnd.AnotherPerson);
        }

        try
        {
            var outliers = captures.Outliers(enrolled.OperatingPoint.ViewThreshold);
            return new EnrollmentInput.Compared(CaptureComparison.Of(enrolled.Gallery.Search(fused), enrolled.OperatingPoint.Threshold, rules, outliers));
        }
        catch (ClearedGalleryException)
        {
            // Whether they are somebody else already cannot be told.
            return new EnrollmentInput.Failed(EnrollmentEnd.RecognitionFailed);
        }
    }

    private EnrollmentContext Context()
    {
        var state = view.State;
        var refusal = doorMachine.Conditions.RefusalOf(state with { EnrollingSince = null });
        return new EnrollmentContext(
            _household,
            // Whoever enrolls need not ring.
            refusal is null or DenialReason.NoIntent,
            state.CameraLampLit && !state.Faults.ContainsKey(DoorFault.Recognition));
    }
}
