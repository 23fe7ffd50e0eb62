using System.Globalization;
using DoorFace.Core.Heat;
using DoorFace.Device.Board;

namespace DoorFace.Host.Doctor;

/// <summary>Whether the board is cool and has enough voltage, as the kernel tells now.</summary>
internal sealed class BoardCheck : ICheck
{
    private const string GiveAir = "Give the board air or a cooler.";

    public string Name => "board";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        var health = new BoardSensors(unit.Sys).Read();
        if (health.UnderVoltage)
        {
            findings.Fail("The supply's voltage is too low.", "Use a stronger supply or a shorter cable.");
        }

        if (health.Throttled)
        {
            findings.Fail("The firmware slows the processor down.", GiveAir);
        }

        if (health.Celsius is not { } celsius)
        {
            findings.Warn("This machine does not tell its temperature.", "Nothing on a PC; on a Raspberry Pi, boot its own kernel.");
            return;
        }

        var found = string.Create(CultureInfo.InvariantCulture, $"The processor has {celsius:0} °C.");
        switch (HeatRules.Next(HeatLevel.Normal, health with { Throttled = false }))
        {
            case HeatLevel.Normal:
                findings.Pass(found);
                break;
            case HeatLevel.Warm:
                findings.Warn($"{found} Fewer frames are looked at to spare heat.", GiveAir);
                break;
            default:
                findings.Fail($"{found} The firmware slows it down from here on.", GiveAir);
                break;
        }
    }
}
