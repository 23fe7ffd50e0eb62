using System.Globalization;
using DoorFace.Core.Door;
using DoorFace.Core.Heat;
using DoorFace.Device.Board;
using DoorFace.Device.Time;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Board;

/// <summary>Reads the board's temperature and power now and then, so that recognition spares frames before the firmware slows everything down.</summary>
internal sealed class BoardMonitor(BoardSensors sensors, BoardView view, DoorInbox door, ServiceFaults faults, TimeProvider time)
    : SupervisedService("The look at the board", faults)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SteadyHealth _steady = new();
    private (HeatLevel Heat, bool Throttled, bool UnderVoltage) _told;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private void Look()
    {
        var health = _steady.Take(sensors.Read(), time.GetMonotonicInstant());
        var heat = HeatRules.Next(view.Heat, health);
        view.Set(health, heat);
        var now = (heat, health.Throttled, health.UnderVoltage);
        if (now == _told)
        {
            return;
        }

        // What was told is over, also when something else follows.
        door.Post(new DoorInput.FaultCleared(DoorFault.Board));
        if (heat != HeatLevel.Normal || health.UnderVoltage)
        {
            door.Post(new DoorInput.FaultRaised(DoorFault.Board, Describe(health, heat)));
        }

        _told = now;
    }

    private static string Describe(BoardHealth health, HeatLevel heat)
    {
        List<string> parts = [];
        if (heat != HeatLevel.Normal)
        {
            var temperature = health.Celsius is { } celsius ? string.Create(CultureInfo.InvariantCulture, $" at {celsius:0} °C") : "";
            parts.Add($"the processor is {(health.Throttled ? "slowed down" : "hot")}{temperature}, fewer frames are looked at: give it air or a cooler");
        }

        if (health.UnderVoltage)
        {
            parts.Add("the supply's voltage is too low: use a stronger supply or a shorter cable");
        }

        return string.Join("; ", parts);
    }
}
