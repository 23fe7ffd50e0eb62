namespace DoorFace.Device.Camera;

/// <summary>A part of a picture, in fractions of its sides, from the top left.</summary>
/// <param name="X">Where it begins, 0 to 1.</param>
/// <param name="Y">Where it begins, 0 to 1.</param>
/// <param name="Width">How wide it is, above 0; with <paramref name="X"/> at most 1.</param>
/// <param name="Height">How high it is, above 0; with <paramref name="Y"/> at most 1.</param>
public readonly record struct CropRegion(double X, double Y, double Width, double Height)
{
    /// <summary>The same part as it lies in the picture before that is turned clockwise.</summary>
    /// <param name="degrees">0, 90, 180 or 270.</param>
    public CropRegion BeforeTurn(int degrees) => degrees switch
    {
        0 => this,
        90 => new(Y, 1 - X - Width, Height, Width),
        180 => new(1 - X - Width, 1 - Y - Height, Width, Height),
        270 => new(1 - Y - Height, X, Height, Width),
        _ => throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "0, 90, 180 or 270 are possible."),
    };
}
