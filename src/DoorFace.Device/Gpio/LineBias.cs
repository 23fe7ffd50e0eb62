namespace DoorFace.Device.Gpio;

/// <summary>What decides the level of an input line while its contact is open.</summary>
public enum LineBias
{
    /// <summary>The chip's own resistor to the supply; the contact connects the line to ground.</summary>
    PullUp,

    /// <summary>The chip's own resistor to ground; the contact connects the line to the supply.</summary>
    PullDown,

    /// <summary>A resistor of its own outside the chip.</summary>
    None,
}
