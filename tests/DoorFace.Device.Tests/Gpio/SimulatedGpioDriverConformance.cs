using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

/// <summary>The simulated chip behaving as the driver of the older libgpiod.</summary>
public sealed class SimulatedGpioDriverConformance() : SimulatedConformance(new SimulatedGpioDriver(TimeProvider.System));
