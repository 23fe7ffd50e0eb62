using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Device.Gpio;

/// <summary>What a sensor says, debounced.</summary>
/// <param name="Sensor">Which.</param>
/// <param name="Active">True when its line has the active level.</param>
/// <param name="At">When the line was read.</param>
public sealed record SensorLevel(DoorSensor Sensor, bool Active, MonotonicInstant At);
