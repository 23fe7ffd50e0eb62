namespace DoorFace.Host.Settings;

/// <summary>A line that no output or sensor may have.</summary>
/// <param name="Line">GPIO (BCM) number.</param>
/// <param name="Pin">Pin of the 40-pin header, 1..40.</param>
/// <param name="Use">What it is kept for.</param>
public sealed record ReservedLine(int Line, int Pin, string Use);
