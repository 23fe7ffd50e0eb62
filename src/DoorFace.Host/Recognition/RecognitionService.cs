using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Time;
using DoorFace.Device.Camera;
using DoorFace.Host.Door;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Recognition;

/// <summary>The first loop: takes the newest frame, looks at it, and tells the door what is new.</summary>
public sealed class RecognitionService(
    ICamera camera,
    Recognizer recognizer,
    AccessPolicy policy,
    GalleryMonitor galleries,
    DoorInbox door,
    IEnumerable<IRecognitionObserver> observers,
    IHostApplicationLifetime lifetime,
    RunResult result,
    ILogger<RecognitionService> logger) : BackgroundService
{
    private readonly DecisionGate _gate = new(policy.Rules.RearmTime);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            galleries.Current();
            await camera.StartAsync(stoppingToken).ConfigureAwait(false);
            logger.Watching();
            while (await camera.ReadAsync(stoppingToken).ConfigureAwait(false) is { } frame)
            {
                using (frame)
                {
                    Look(frame);
                }
            }

            logger.RecordingEnded();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service was asked to stop.
        }
        catch (Exception exception)
        {
            // Whatever breaks here, the door stays locked; the program ends with its message instead of watching nothing.
            logger.RecognitionFailed(exception.Message);
            logger.FailureDetails(exception);
            result.Fail(exception.Message);
        }
        finally
        {
            recognizer.Clear();
            lifetime.StopApplication();
        }
    }

    private void Look(Core.Imaging.Frame frame)
    {
        var enrolled = galleries.Current();
        var decision = recognizer.Look(frame, enrolled);
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
            case { Outcome: AccessOutcome.Granted, Candidate: { } candidate }:
                logger.Granted(enrolled.Names[candidate.Subject], candidate.Score, enrolled.OperatingPoint.Threshold);
                door.Post(new DoorInput.AccessGranted(candidate.Subject, candidate.Score));
                break;
            case { Outcome: AccessOutcome.Denied, Reason: { } reason }:
                // The reason only: who is not enrolled leaves no trace here.
                logger.Denied(reason, at);
                door.Post(new DoorInput.AccessDenied(reason, IsAttempt: false));
                break;
            default:
                break;
        }
    }
}
