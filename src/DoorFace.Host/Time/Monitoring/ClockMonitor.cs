using DoorFace.Core.Door;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Time.Monitoring;

/// <summary>Looks at the wall clock and the time zone every few seconds and tells the door when one cannot be trusted any more, or again.</summary>
public sealed class ClockMonitor(WallClock clock, ZoneWatch zone, DoorInbox door, ServiceFaults faults, TimeProvider time)
    : SupervisedService("The look at the clock", faults)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await clock.Begun.WaitAsync(stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(Interval, time);
        var trusted = true;
        do
        {
            zone.Look();
            var (_, reason) = clock.Read();
            if (trusted != reason is null)
            {
                trusted = reason is null;
                door.Post(reason is null ? new DoorInput.FaultCleared(DoorFault.Clock) : new DoorInput.FaultRaised(DoorFault.Clock, reason));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
