using System.Device.Gpio;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

public sealed class SimulatedGpioDriverConformance : GpioDriverConformance
{
    private readonly SimulatedGpioDriver _driver = new(TimeProvider.System);

    protected override GpioController CreateController() => new(_driver);

    protected override void SetOutsideLevel(int line, PinValue level) => _driver.Drive(line, level);

    protected override PinValue GetOutsideLevel(int line) => _driver.Level(line);

    protected override IReadOnlyList<PinValue> LevelsDuring(int line, Action action)
    {
        var before = _driver.Journal.Count;
        action();
        return [.. _driver.Journal.Skip(before).Where(change => change.Line == line).Select(change => change.Level)];
    }
}
