using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Device.Camera;
using DoorFace.Host.Door;
using DoorFace.Host.Supervision;
using DoorFace.Host.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Recognition;

/// <summary>
/// The first loop: takes the newest frame, looks at it, and tells the door what is new. What breaks here never takes the door with it.
/// </summary>
public sealed class RecognitionService(
    RecognitionParts parts,
    RecognitionOptions options,
    AccessPolicy policy,
    DoorStateMachine machine,
    DoorInbox door,
    DoorView view,
    WallClock clock,
    LoopHealth health,
    TimeProvider time,
    IEnumerable<IRecognitionObserver> observers,
    IHostApplicationLifetime lifetime,
    RunResult result,
    ILogger<RecognitionService> logger) : BackgroundService
{
    private readonly DecisionGate _gate = new(policy.Rules.RearmTime);
    private bool _faceInView;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => LowPriorityThread.RunAsync("recognition", () => RunAsync(stoppingToken));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        try
        {
            while (!await TryWatchAsync(backoff.Reset, stoppingToken))
            {
                var wait = backoff.Next();
                logger.RecognitionRetried(wait);
                await WaitAsync(wait, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service was asked to stop.
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    /// <summary>Watches until the recording ends, or something breaks.</summary>
    /// <returns>False to try again.</returns>
    private async Task<bool> TryWatchAsync(Action onFirstFrame, CancellationToken stoppingToken)
    {
        try
        {
            await WatchAsync(onFirstFrame, stoppingToken);
            logger.RecordingEnded();
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception exception)
        {
            logger.RecognitionFailed(exception.Message);
            logger.FailureDetails(exception);
            door.Post(new DoorInput.Broken(DoorFault.Recognition, exception.Message));
            if (options.Persist)
            {
                return false;
            }

            result.Fail(exception.Message);
            return true;
        }
    }

    private async Task WatchAsync(Action onFirstFrame, CancellationToken stoppingToken)
    {
        var recognizer = parts.Recognizer();
        using var store = parts.Store();
        var galleries = parts.Galleries(store);
        galleries.Current();
        // In this order: nobody is filmed before the lamp says so.
        await using var camera = parts.Camera();
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = stoppingToken.UnsafeRegister(_ => limit.Cancel(), null);
        try
        {
            await SwitchLampOnAsync();
            await camera.StartAsync(stoppingToken);
            logger.Watching();
            while (Read(camera, limit) is { } frame)
            {
                using (frame)
                {
                    onFirstFrame();
                    Look(frame, recognizer, galleries);
                }

                health.RecognitionBeat();
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            throw new CameraException($"The camera has given no frame for {options.StallTime.TotalSeconds:0.#} s. Check its cable; it is started again.");
        }
        finally
        {
            recognizer.Clear();
            _gate.Reset();
            await camera.DisposeAsync();
            door.Post(new DoorInput.CameraSwitched(false));
            _faceInView = false;
        }
    }

    private async Task SwitchLampOnAsync()
    {
        await door.AskAsync(new DoorInput.CameraSwitched(true));
        // What is so now, and not what the step wanted: the line may have failed.
        if (!view.State.CameraLampLit)
        {
            throw new CameraException("The camera's lamp cannot be lit, so no frame is taken.");
        }
    }

    /// <param name="camera">The camera.</param>
    /// <param name="limit">Cancelled by the stop of the service, and by its own time when no frame comes.</param>
    private Frame? Read(ICamera camera, CancellationTokenSource limit)
    {
        limit.CancelAfter(options.StallTime);
        try
        {
            return camera.Read(limit.Token);
        }
        finally
        {
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private void Look(Frame frame, Recognizer recognizer, GalleryMonitor galleries)
    {
        var state = view.State;
        if (!state.CameraLampLit)
        {
            throw new CameraException("The camera's lamp has failed, so no frame is taken.");
        }

        var enrolled = galleries.Current();
        if (state.Faults.ContainsKey(DoorFault.Recognition))
        {
            door.Post(new DoorInput.Mended(DoorFault.Recognition));
        }

        if (machine.Conditions.RefusalOf(state) is not null)
        {
            // Nobody's face would open the door, so nobody's is looked at; whoever stands there then is seen anew.
            recognizer.Clear();
            _gate.Reset();
            Show(false);
            return;
        }

        var decision = recognizer.Look(frame, enrolled);
        Show(decision.Outcome != AccessOutcome.NoFace);
        if (_gate.IsNews(decision, frame.CapturedAt))
        {
            Report(decision, frame.CapturedAt, enrolled);
        }

        foreach (var observer in observers)
        {
            observer.OnFrame(frame, recognizer.Analysis, decision, enrolled);
        }
    }

    private void Report(in AccessDecision decision, MonotonicInstant at, EnrolledGallery enrolled)
    {
        switch (decision)
        {
            case { Outcome: AccessOutcome.Granted, Candidate: { } candidate } when ObjectionTo(candidate.Subject, enrolled) is { } objection:
                logger.Denied(objection, at);
                door.Post(new DoorInput.AccessDenied(objection, IsAttempt: false, candidate.Subject));
                break;
            case { Outcome: AccessOutcome.Granted, Candidate: { } candidate }:
                logger.Granted(enrolled.Names[candidate.Subject], candidate.Score, enrolled.OperatingPoint.Threshold);
                door.Post(new DoorInput.AccessGranted(candidate.Subject, candidate.Score));
                break;
            case { Outcome: AccessOutcome.Denied, Reason: { } reason }:
                // The reason only: who is not enrolled leaves no trace here.
                logger.Denied(reason, at);
                door.Post(new DoorInput.AccessDenied(reason, decision.IsAttempt));
                break;
            default:
                break;
        }
    }

    private DenialReason? ObjectionTo(SubjectId subject, EnrolledGallery enrolled)
    {
        var (now, distrust) = clock.Read();
        return EntitlementPolicy.Check(enrolled.Entitlements[subject], now, time.LocalTimeZone, distrust is null, policy.Rules.UntrustedClock);
    }

    private void Show(bool faceInView)
    {
        if (faceInView != _faceInView)
        {
            _faceInView = faceInView;
            door.Post(new DoorInput.FaceInView(faceInView));
        }
    }

    /// <summary>Waits in short pieces: a loop that only waits is not one that stands still.</summary>
    private async Task WaitAsync(TimeSpan duration, CancellationToken stoppingToken)
    {
        for (var left = duration; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            health.RecognitionBeat();
            await Task.Delay(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1), time, stoppingToken);
        }
    }
}
