using DoorFace.Core.Door;
using DoorFace.Core.Time;
using DoorFace.Device.Gpio;
using DoorFace.Device.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Door;

/// <summary>The second loop: the only reader of the queue and the only writer of an output.</summary>
public sealed class DoorService(
    DoorInbox inbox,
    DoorStateMachine machine,
    DoorIo io,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    RunResult result,
    ILogger<DoorService> logger) : BackgroundService
{
    private DoorState _state = DoorState.Initial;
    private MonotonicInstant? _wakeAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => inbox.Post(new DoorInput.TimerElapsed()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            Apply(DoorStateMachine.InitialCommands);
            await foreach (var input in inbox.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                var now = time.GetMonotonicInstant();
                Take(input, now);
                timer.Change(_wakeAt is { } at ? Delay(at - now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service was asked to stop.
        }
        catch (Exception exception)
        {
            logger.DoorFailed(exception.Message);
            logger.FailureDetails(exception);
            result.Fail(exception.Message);
        }
        finally
        {
            Secure();
            lifetime.StopApplication();
        }
    }

    private void Take(DoorInput input, MonotonicInstant now)
    {
        var step = machine.Step(_state, input, now);
        Apply(step.Commands);
        if (step.State.Strike != _state.Strike)
        {
            logger.StrikeChanged(step.State.Strike);
        }

        (_state, _wakeAt) = (step.State, step.WakeAt);
    }

    private void Apply(IEnumerable<DoorCommand> commands)
    {
        foreach (var command in commands)
        {
            io.Apply(command);
        }
    }

    private void Secure()
    {
        try
        {
            // Not by the machine's commands alone: every line is driven to its safe level, going on past one that fails.
            _state = machine.Step(_state, new DoorInput.Shutdown(), time.GetMonotonicInstant()).State;
            io.EnterSafeState();
        }
        catch (Exception exception)
        {
            logger.DoorFailed(exception.Message);
            logger.FailureDetails(exception);
            result.Fail(exception.Message);
        }
    }

    // A timer counts whole milliseconds and may be a little early; the machine ignores an early one, so round up.
    private static TimeSpan Delay(TimeSpan delay) => delay <= TimeSpan.Zero ? TimeSpan.Zero : delay + TimeSpan.FromMilliseconds(1);
}
