namespace DoorFace.Core.Heat;

/// <summary>How the board says it is.</summary>
/// <param name="Celsius">The processor's temperature; null when the machine does not tell.</param>
/// <param name="Throttled">The firmware has slowed the processor down, because of heat or weak power.</param>
/// <param name="UnderVoltage">The supply's voltage is too low now.</param>
public readonly record struct BoardHealth(double? Celsius, bool Throttled, bool UnderVoltage);
