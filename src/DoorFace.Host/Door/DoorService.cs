using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;
using DoorFace.Device.Gpio;
using DoorFace.Device.Time;
using DoorFace.Host.Audit;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Door;

/// <summary>The second loop: the only reader of the queue and the only writer of an output.</summary>
public sealed class DoorService(
    DoorInbox inbox,
    DoorStateMachine machine,
    DoorLines lines,
    DoorView view,
    AuditLog audit,
    EnrollmentInbox enrollment,
    LoopHealth health,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    RunResult result,
    ILogger<DoorService> logger) : BackgroundService
{
    // A timer counts no further than seven weeks; one that comes early does no harm.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    // A decision takes microseconds; the first of its kind, whose code is compiled then, milliseconds.
    private static readonly TimeSpan LongestDecision = TimeSpan.FromMilliseconds(50);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    // As the audit was last told it; it tells the door first.
    private DoorMemory? _memory;
    private MonotonicInstant? _wakeAt;
    private MonotonicInstant _retryAt;

    /// <summary>Opens the lines and brings every output to its level; then the door is in service, whatever else is not yet.</summary>
    /// <exception cref="DoorIoException">The chip or a line cannot be used.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lines.Open(OnSensor, OnFault);
        var now = time.GetMonotonicInstant();
        Perform(machine.Start(now), now);
        lines.ReadAll();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        lines.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => inbox.Post(new DoorInput.TimerElapsed()), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var message in inbox.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                Take(message);
                health.DoorBeat();
                timer.Change(DelayUntilNext(time.GetMonotonicInstant()), Timeout.InfiniteTimeSpan);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service was asked to stop.
        }
        catch (Exception exception)
        {
            Report(exception);
            result.Fail($"The door's loop has failed: {exception.Message}");
        }
        finally
        {
            inbox.Close();
            Secure();
            lifetime.StopApplication();
        }
    }

    private void Take(DoorMessage message)
    {
        var now = time.GetMonotonicInstant();
        if (!lines.AreOpen && now >= _retryAt)
        {
            Reopen(now);
        }

        if (message.Input is DoorInput.IoFailed { Detail: var detail })
        {
            Abandon(detail, now);
        }

        var step = machine.Step(view.State, message.Input, now);
        // A process that was frozen while it decided decides anew: whom it had seen need not be there any more.
        if (time.GetMonotonicInstant() is var later && later - now > LongestDecision)
        {
            (step, now) = (machine.Step(view.State, message.Input, later), later);
        }

        Perform(step, now);
        message.Done?.TrySetResult(step);
    }

    /// <summary>The outputs first: an entry in the audit may wait, a person must not.</summary>
    private void Perform(DoorStep step, MonotonicInstant now)
    {
        (view.State, _wakeAt) = (step.State, step.WakeAt);
        string? failure = null;
        try
        {
            lines.Apply(step.Commands);
        }
        catch (DoorIoException fault)
        {
            failure = fault.Message;
        }

        var memory = step.State.AwaitsMemory ? null : step.State.Memory;
        audit.Write(step.Events, memory == _memory ? null : memory);
        _memory = memory;
        foreach (var entry in step.Events)
        {
            logger.Happened(entry.Kind, entry.Detail);
        }

        if (failure is not null)
        {
            Abandon(failure, now);
            Perform(machine.Step(view.State, new DoorInput.IoFailed(failure), now), now);
        }
    }

    /// <summary>Lets go of lines of which one failed, all at their safe levels as far as that can be; they are opened again a little later.</summary>
    private void Abandon(string detail, MonotonicInstant now)
    {
        if (view.State.IoFailedSince is null)
        {
            logger.LinesFailed(detail);
            _backoff.Reset();
            _retryAt = now + _backoff.Next();
        }

        lines.Dispose();
        enrollment.Post(new EnrollmentInput.ButtonLost());
    }

    private void Reopen(MonotonicInstant now)
    {
        try
        {
            lines.Open(OnSensor, OnFault);
            Perform(machine.Step(view.State, new DoorInput.IoRestored(), now), now);
            lines.ReadAll();
        }
        catch (DoorIoException fault)
        {
            logger.LinesFailed(fault.Message);
            _retryAt = now + _backoff.Next();
        }
    }

    private void OnSensor(SensorLevel level)
    {
        switch (level.Sensor)
        {
            case DoorSensor.EnrollButton:
                enrollment.Post(new EnrollmentInput.ButtonRead(level.Active));
                break;
            case DoorSensor.ResetJumper:
                enrollment.Post(new EnrollmentInput.JumperRead(level.Active));
                break;
            default:
                inbox.Post(new DoorInput.SensorRead(level.Sensor, level.Active));
                break;
        }
    }

    private void OnFault(DoorIoException fault) => inbox.Post(new DoorInput.IoFailed(fault.Message));

    private void Secure()
    {
        try
        {
            var now = time.GetMonotonicInstant();
            Perform(machine.Step(view.State, new DoorInput.Shutdown(result.Failure ?? ""), now), now);
        }
        catch (Exception exception)
        {
            Report(exception);
            result.Fail(exception.Message);
        }
        finally
        {
            // Not by the machine's commands alone: every line is driven to its safe level, going on past one that fails.
            lines.Dispose();
        }
    }

    private void Report(Exception exception)
    {
        logger.DoorFailed(exception.Message);
        logger.FailureDetails(exception);
    }

    private TimeSpan DelayUntilNext(MonotonicInstant now)
    {
        var next = lines.AreOpen ? _wakeAt : _wakeAt < _retryAt ? _wakeAt : _retryAt;
        if (next is not { } at)
        {
            return Timeout.InfiniteTimeSpan;
        }

        // A timer counts whole milliseconds and may be a little early; the machine ignores an early one, so round up.
        var delay = at - now + TimeSpan.FromMilliseconds(1);
        return at <= now ? TimeSpan.Zero : delay < LongestSleep ? delay : LongestSleep;
    }
}
