namespace DoorFace.Core.Biometrics;

/// <summary>Where a face is, in frame pixels; the origin is the frame's top-left corner. It may reach over the frame's edge.</summary>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height)
{
    public float Right => Left + Width;

    public float Bottom => Top + Height;

    public float CenterX => Left + (Width / 2);

    public float CenterY => Top + (Height / 2);

    public float Area => Width * Height;

    /// <summary>
    /// Intersection over union with another box, 0 (apart) to 1 (equal). 0 for a box without area or with an edge that is not finite.
    /// </summary>
    public float IntersectionOverUnion(FaceBox other)
    {
        // In doubles: the area of a large box overflows a single, and Right rounded to a single would make a box larger than itself.
        var width = Math.Min((double)Left + Width, (double)other.Left + other.Width) - Math.Max(Left, other.Left);
        var height = Math.Min((double)Top + Height, (double)other.Top + other.Height) - Math.Max(Top, other.Top);
        if (!(width > 0) || !(height > 0))
        {
            return 0;
        }

        var intersection = width * height;
        var union = ((double)Width * Height) + ((double)other.Width * other.Height) - intersection;
        return double.IsFinite(union) ? (float)Math.Min(1, intersection / union) : 0;
    }
}
