namespace DoorFace.Device.Gpio;

/// <summary>How an output is kept active.</summary>
public enum OutputDrive
{
    /// <summary>By a steady level.</summary>
    Level,

    /// <summary>By toggling the line, for a driver with a charge pump: a level that is stuck either way lets the output go.</summary>
    Toggle,
}
