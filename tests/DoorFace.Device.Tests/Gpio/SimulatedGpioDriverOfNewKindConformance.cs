using System.Device.Gpio;
using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>The simulated chip behaving as the driver of the newer libgpiod.</summary>
public sealed class SimulatedGpioDriverOfNewKindConformance : GpioDriverConformance
{
    private readonly SimulatedGpioDriver _driver = new(TimeProvider.System) { WriteMakesOutput = true };

    protected override bool WriteMakesOutput => true;

    protected override GpioController CreateController() => new(_driver);

    protected override void SetOutsideLevel(int line, PinValue level) => _driver.Drive(line, level);

    protected override PinValue GetOutsideLevel(int line) => _driver.Level(line);
}
