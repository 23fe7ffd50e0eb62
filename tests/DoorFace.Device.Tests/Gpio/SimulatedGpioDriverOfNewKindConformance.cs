using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>The simulated chip behaving as the driver of the newer libgpiod.</summary>
public sealed class SimulatedGpioDriverOfNewKindConformance() : SimulatedConformance(new SimulatedGpioDriver(TimeProvider.System) { WriteMakesOutput = true })
{
    protected override bool WriteMakesOutput => true;
}
