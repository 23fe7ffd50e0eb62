using DoorFace.Core.Door;
using DoorFace.Host.Door;
using Microsoft.Extensions.Hosting;

namespace DoorFace.Host.Time;

/// <summary>Looks at the wall clock and the time zone every few seconds and tells the door when one cannot be trusted any more, or again.</summary>
public sealed class ClockMonitor(WallClock clock, ZoneWatch zone, DoorInbox door, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var trusted = true;
        try
        {
            do
            {
                zone.Look();
                var (_, reason) = clock.Read();
                if (trusted != reason is null)
                {
                    trusted = reason is null;
                    door.Post(reason is null ? new DoorInput.Mended(DoorFault.Clock) : new DoorInput.Broken(DoorFault.Clock, reason));
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The service was asked to stop.
        }
    }
}
