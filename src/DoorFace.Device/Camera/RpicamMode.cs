namespace DoorFace.Device.Camera;

/// <summary>One way a camera's sensor can be read.</summary>
/// <param name="Format">The sensor's raw format, as libcamera names it.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="FramesPerSecond">At most.</param>
public sealed record RpicamMode(string Format, int Width, int Height, double FramesPerSecond);
