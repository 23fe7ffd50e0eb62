using System.Device.Gpio;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>The conformance suite over the simulated chip.</summary>
/// <param name="driver">The chip.</param>
public abstract class SimulatedConformance(SimulatedGpioDriver driver) : GpioEdgeConformance
{
    protected override GpioController CreateController() => new(driver);

    protected override void SetOutsideLevel(int line, PinValue level) => driver.Drive(line, level);

    protected override PinValue GetOutsideLevel(int line) => driver.Level(line);

    protected override IReadOnlyList<PinValue> LevelsDuring(int line, Action action)
    {
        var before = driver.Journal.Count;
        action();
        return [.. driver.Journal.Skip(before).Where(change => change.Line == line).Select(change => change.Level)];
    }
}
