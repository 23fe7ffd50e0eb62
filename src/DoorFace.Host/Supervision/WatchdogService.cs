using DoorFace.Core.Door;
using DoorFace.Host.Messaging;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Supervision;

/// <summary>
/// Tells systemd that the door is in service, and that it still is while both loops turn. When one stands still the telling stops; systemd then kills
/// the program, drives the outputs to their safe levels (<c>doorface safe-state</c>) and starts it again. Without systemd it does nothing.
/// </summary>
/// <param name="systemd">Who is told.</param>
/// <param name="options">How often it wants to be told.</param>
/// <param name="door">Asked to turn.</param>
/// <param name="health">Knows whether the loops do.</param>
/// <param name="faults">Told when it fails.</param>
/// <param name="time">Paces it.</param>
/// <param name="logger">Told why systemd is told nothing.</param>
public sealed class WatchdogService(
    SystemdNotifier systemd, WatchdogOptions options, DoorInbox door, LoopHealth health, ServiceFaults faults, TimeProvider time, ILogger<WatchdogService> logger)
    : SupervisedService("The report to systemd", faults)
{
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        // The clock runs before systemd's does.
        using var timer = options.Limit is { } wanted ? new PeriodicTimer(wanted / 4, time) : null;
        systemd.Tell("READY=1");
        if (timer is null || options.Limit is not { } limit)
        {
            return;
        }

        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                // The door's loop is asked to turn; recognition turns with every frame, and has a limit of its own for a camera that gives none.
                if (health.Silence < limit * 0.7)
                {
                    systemd.Tell("WATCHDOG=1");
                }
                else
                {
                    logger.LoopStandsStill(health.Silence);
                }

                door.Post(new DoorInput.TimerElapsed());
            }
        }
        catch (OperationCanceledException)
        {
            systemd.Tell("STOPPING=1");
        }
    }
}
