using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Recognition;

/// <summary>
/// The first loop: takes the newest frame, looks at it, and tells the door what is new. What breaks here never takes the door with it.
/// </summary>
internal sealed class RecognitionService(
    RecognitionFactories parts,
    RecognitionOptions options,
    DecisionPublisher news,
    EnrollmentWatch enrollment,
    SceneWatch scene,
    CameraMeter meter,
    FrameAge age,
    DoorStateMachine machine,
    DoorInbox door,
    DoorView view,
    LoopHealth health,
    ServiceFaults faults,
    TimeProvider time,
    IEnumerable<IRecognitionObserver> observers,
    IHostApplicationLifetime lifetime,
    RunResult result,
    ILogger<RecognitionService> logger) : SupervisedService("Recognition", faults)
{
    // Some seconds: a camera that fails again sooner is left alone longer each time.
    private const int SteadyFrames = 100;

    private bool _faceInView;
    private bool _modelsFailed;
    private bool _late;

    protected override Task RunAsync(CancellationToken stoppingToken) => LowPriorityThread.RunAsync("recognition", () => WatchAgainAsync(stoppingToken));

    private async Task WatchAgainAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(0.5), TimeSpan.FromMinutes(1));
        while (!await TryWatchAsync(backoff.Reset, stoppingToken))
        {
            var wait = backoff.Next();
            logger.RecognitionRetried(wait);
            await WaitAsync(wait, stoppingToken);
        }

        if (!stoppingToken.IsCancellationRequested)
        {
            // Only where the service was started to look at one recording: see RecognitionOptions.Persist.
            result.Ask();
            lifetime.StopApplication();
        }
    }

    /// <summary>Watches until the recording ends, or something breaks.</summary>
    /// <returns>False to try again, which is always so on a unit.</returns>
    private async Task<bool> TryWatchAsync(Action onSteady, CancellationToken stoppingToken)
    {
        try
        {
            await WatchAsync(onSteady, stoppingToken);
            logger.RecordingEnded();
            return !options.Persist;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception exception)
        {
            logger.RecognitionFailed(exception.Message);
            logger.FailureDetails(exception);
            door.Post(new DoorInput.FaultRaised(DoorFault.Recognition, exception.Message));
            if (options.Persist)
            {
                return false;
            }

            result.Fail(exception.Message);
            return true;
        }
    }

    private async Task WatchAsync(Action onSteady, CancellationToken stoppingToken)
    {
        using var store = parts.Store();
        // Nobody is filmed for models that could not be had the last time.
        var recognizer = _modelsFailed ? parts.Recognizer() : null;
        await using var camera = new SupervisedCamera(parts.Camera(), options, health, time, stoppingToken);
        // The camera takes its time, and so do the models. These are loaded here: threads that ONNX Runtime starts are then of this one's priority.
        var starting = Task.Run(() => StartAsync(camera), CancellationToken.None);
        try
        {
            _modelsFailed = true;
            recognizer ??= parts.Recognizer();
            _modelsFailed = false;
            var galleries = parts.Galleries(store);
            try
            {
                galleries.Current();
                await starting;
                logger.Watching();
                Watch(camera, recognizer, galleries, onSteady);
            }
            finally
            {
                galleries.Forget();
            }
        }
        finally
        {
            // Also when it was the models that failed.
            await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await camera.DisposeAsync();
            news.Forget();
            scene.Reset();
            door.Post(new DoorInput.CameraSwitched(false));
            _faceInView = false;
        }
    }

    /// <summary>In this order: nobody is filmed before the lamp says so.</summary>
    private async Task StartAsync(SupervisedCamera camera)
    {
        await SwitchLampOnAsync();
        meter.Started();
        await camera.StartAsync();
    }

    /// <summary>Blocks this thread until no more frames come.</summary>
    private void Watch(SupervisedCamera camera, Recognizer recognizer, GalleryMonitor galleries, Action onSteady)
    {
        try
        {
            for (var frames = 1; camera.Read() is { } frame; frames++)
            {
                using (frame)
                {
                    try
                    {
                        Look(frame, camera.DroppedFrames, recognizer, galleries);
                    }
                    catch (ClearedGalleryException)
                    {
                        // The next frame is looked at with the residents as they are now.
                        recognizer.Clear();
                    }
                }

                if (frames == 1)
                {
                    logger.FirstFrame();
                }
                else if (frames == SteadyFrames)
                {
                    onSteady();
                }
            }
        }
        finally
        {
            recognizer.Zeroize();
        }
    }

    private async Task SwitchLampOnAsync()
    {
        await door.AskAsync(new DoorInput.CameraSwitched(true));
        // What is so now, and not what the step wanted: the line may have failed.
        if (!view.State.CameraLampLit)
        {
            throw new CameraException("The camera's lamp cannot be lit, so no frame is taken. Look at its wiring.");
        }
    }

    private void Look(Frame frame, long dropped, Recognizer recognizer, GalleryMonitor galleries)
    {
        var state = view.State;
        if (!state.CameraLampLit)
        {
            throw new CameraException("The camera's lamp has failed, so no frame is taken. Look at its wiring.");
        }

        scene.Look(frame, dropped);
        if (state.Faults.ContainsKey(DoorFault.Recognition))
        {
            door.Post(new DoorInput.FaultCleared(DoorFault.Recognition));
        }

        if (enrollment.IsUnderWay)
        {
            news.Forget();
            scene.Forget();
            Show(enrollment.Look(frame, recognizer, galleries.Current()));
            return;
        }

        if (machine.Conditions.RefusalOf(state) is not null)
        {
            // Nobody's face would open the door, so nobody's is looked at; whoever stands there then is seen anew.
            recognizer.Clear();
            recognizer.ZeroizeWhenEmpty(frame.CapturedAt);
            news.Forget();
            scene.Forget();
            Show(false);
            return;
        }

        if (!scene.IsWorthLooking(frame))
        {
            recognizer.ZeroizeWhenEmpty(frame.CapturedAt);
            return;
        }

        var enrolled = galleries.Current();
        var decision = recognizer.Look(frame, enrolled);
        var faceInView = decision.Outcome != AccessOutcome.NoFace;
        scene.Looked(frame, faceInView);
        if (recognizer.SawTurned is { } turned)
        {
            meter.Saw(turned);
        }

        Show(faceInView);
        Tell(decision, frame, enrolled);
        foreach (var observer in observers)
        {
            observer.OnFrame(frame, recognizer.Analysis, decision, enrolled);
        }
    }

    private void Tell(in AccessDecision decision, Frame frame, EnrolledGallery enrolled)
    {
        if (age.IsPast(frame))
        {
            // Said once, for a board that is too slow takes as long for every frame.
            if (!_late)
            {
                logger.LookedTooLong();
            }

            _late = true;
            return;
        }

        _late = false;
        news.Tell(decision, frame.CapturedAt, age.SeenAt(frame), enrolled);
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
