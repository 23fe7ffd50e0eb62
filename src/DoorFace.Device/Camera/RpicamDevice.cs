namespace DoorFace.Device.Camera;

/// <summary>A camera that the Pi's camera program can open.</summary>
/// <param name="Index">Its number, for <see cref="RpicamOptions.Camera"/>.</param>
/// <param name="Model">The sensor, "imx708".</param>
/// <param name="Modes">How it can be read.</param>
public sealed record RpicamDevice(int Index, string Model, IReadOnlyList<RpicamMode> Modes);
