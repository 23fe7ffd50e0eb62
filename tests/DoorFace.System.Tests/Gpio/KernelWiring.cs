using System.Device.Gpio;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;
using DoorFace.Host.Settings;

namespace DoorFace.SystemTests.Gpio;

/// <summary>
/// How a unit is wired to the kernel's simulated chip: as hardware/wiring.json says, with the contacts that open in an alarm besides. Those have their
/// pull-up outside: gpio-sim knows one pull at a time, and the program's own would open a contact that is closed.
/// </summary>
internal static class KernelWiring
{
    public const string Chip = "pinctrl-bcm2711";
    public const string AuditFile = "audit.db";
    public const string SocketFile = "control.sock";

    private static readonly DoorSensor[] Contacts = [DoorSensor.DoorPosition, DoorSensor.Tamper, DoorSensor.Fire];

    public static int LineOf(DoorOutput output) => WiringPlan.Default.Outputs[output].Line;

    public static int LineOf(DoorSensor sensor) => WiringPlan.Default.Inputs[sensor].Line;

    public static PinValue LevelOf(DoorSensor sensor, bool active) =>
        active == (WiringPlan.Default.Inputs[sensor].IdleLevel == LineLevel.Low) ? PinValue.High : PinValue.Low;

    /// <summary>The settings of a unit that keeps its files in a folder, and has neither camera nor models.</summary>
    public static IEnumerable<(string Key, string Value)> Settings(string folder) =>
    [
        ("Gpio:Chip", Chip),
        ("Storage:Database", Path.Combine(folder, "doorface.db")),
        ("Storage:Audit", Path.Combine(folder, AuditFile)),
        ("Control:Socket", Path.Combine(folder, SocketFile)),
        ("Models:Manifest", Path.Combine(folder, "models.json")),
        .. Contacts.SelectMany(contact => (IEnumerable<(string, string)>)
        [
            ($"Gpio:Inputs:{contact}:Contact", nameof(SensorContact.NormallyClosed)), ($"Gpio:Inputs:{contact}:Bias", nameof(LineBias.None)),
        ]),
    ];
}
