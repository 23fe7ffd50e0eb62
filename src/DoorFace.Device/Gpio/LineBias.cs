namespace DoorFace.Device.Gpio;

/// <summary>What holds an input at a level while its contact is open.</summary>
public enum LineBias
{
    /// <summary>The Pi's own pull-up; the contact connects to ground.</summary>
    PullUp,

    /// <summary>The Pi's own pull-down; the contact connects to 3.3 V.</summary>
    PullDown,

    /// <summary>A resistor outside, from the line to 3.3 V; the contact connects to ground.</summary>
    None,
}
