using System.Device.Gpio;
using DoorFace.Core.Time;

namespace DoorFace.Simulator.Gpio;

/// <summary>A line took another level, as a meter on its pin would show, whoever drives it.</summary>
/// <param name="Line">The line's offset on its chip.</param>
/// <param name="Level">The level from then on.</param>
/// <param name="At">When.</param>
public readonly record struct PinChange(int Line, PinValue Level, MonotonicInstant At);
