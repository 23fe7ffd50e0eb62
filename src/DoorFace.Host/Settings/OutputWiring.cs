namespace DoorFace.Host.Settings;

/// <summary>How one output is wired by default.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Line">GPIO (BCM) number.</param>
/// <param name="Pin">Pin of the 40-pin header, 1..40.</param>
/// <param name="ActiveLow">True when a low level energises it.</param>
/// <param name="Used">Whether the program opens the line without any configuration.</param>
/// <param name="SafeLevel">The level at which it is off: before the program, while it is idle and after it.</param>
/// <param name="Connect">What to connect.</param>
/// <param name="Boot">Why the line is safe while the Pi starts.</param>
public sealed record OutputWiring(string Name, int Line, int Pin, bool ActiveLow, bool Used, LineLevel SafeLevel, string Connect, string Boot);
