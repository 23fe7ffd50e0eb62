using System.Globalization;
using DoorFace.Core.Door;
using DoorFace.Host.Door;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Supervision;

/// <summary>
/// Tells systemd that the door is in service, and that it still is while both loops turn. When one stands still the telling stops; systemd then kills
/// the program, drives the outputs to their safe levels (<c>doorface safe-state</c>) and starts it again. Without systemd it does nothing.
/// </summary>
public sealed class WatchdogService(ISystemdNotifier systemd, DoorInbox door, LoopHealth health, TimeProvider time, ILogger<WatchdogService> logger) : BackgroundService
{
    private static readonly ServiceState Watchdog = new("WATCHDOG=1");

    /// <summary>The time within which systemd wants to be told, from its environment; null when it does not want to.</summary>
    public static TimeSpan? Limit { get; } =
        long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        systemd.Notify(ServiceState.Ready);
        if (Limit is not { } limit)
        {
            return;
        }

        using var timer = new PeriodicTimer(limit / 4, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                // The door's loop is asked to turn; recognition turns with every frame, and has a limit of its own for a camera that gives none.
                if (health.Silence < limit * 0.7)
                {
                    systemd.Notify(Watchdog);
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
            systemd.Notify(ServiceState.Stopping);
        }
    }
}
