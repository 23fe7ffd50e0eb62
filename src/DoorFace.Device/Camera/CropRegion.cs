namespace DoorFace.Device.Camera;

/// <summary>A part of the sensor's picture, in fractions of its sides, from the top left.</summary>
/// <param name="X">Where it begins, 0 to 1.</param>
/// <param name="Y">Where it begins, 0 to 1.</param>
/// <param name="Width">How wide it is, above 0; with <paramref name="X"/> at most 1.</param>
/// <param name="Height">How high it is, above 0; with <paramref name="Y"/> at most 1.</param>
public readonly record struct CropRegion(double X, double Y, double Width, double Height);
