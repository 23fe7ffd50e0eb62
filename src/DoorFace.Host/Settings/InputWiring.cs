using DoorFace.Device.Gpio;

namespace DoorFace.Host.Settings;

/// <summary>How one sensor is wired by default.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Line">GPIO (BCM) number.</param>
/// <param name="Pin">Pin of the 40-pin header, 1..40.</param>
/// <param name="Contact">The contact to use, never absent.</param>
/// <param name="Bias">What holds the line while the contact is open.</param>
/// <param name="Used">Whether the program reads the line without any configuration; otherwise the contact counts as absent.</param>
/// <param name="DebounceMilliseconds">How long a level lasts before it counts: longer than the contact bounces, and for a button short enough not to be felt.</param>
/// <param name="IdleLevel">The level while the sensor is wired and inactive.</param>
/// <param name="Connect">What to connect.</param>
/// <param name="Boot">Why the line is safe while the Pi starts.</param>
public sealed record InputWiring(
    string Name, int Line, int Pin, SensorContact Contact, LineBias Bias, bool Used, int DebounceMilliseconds, LineLevel IdleLevel, string Connect, string Boot);
