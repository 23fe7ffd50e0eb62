namespace DoorFace.Core.Biometrics;

/// <summary>Where a face is, in frame pixels; the origin is the frame's top-left corner. It may reach over the frame's edge.</summary>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height)
{
    public float Right => Left + Width;

    public float Bottom => Top + Height;

    public float CenterX => Left + (Width / 2);

    public float CenterY => Top + (Height / 2);

    public float Area => Width * Height;

    /// <summary>Intersection over union with another box, 0 (apart) to 1 (equal).</summary>
    public float IntersectionOverUnion(FaceBox other)
    {
        var width = MathF.Min(Right, other.Right) - MathF.Max(Left, other.Left);
        var height = MathF.Min(Bottom, other.Bottom) - MathF.Max(Top, other.Top);
        if (!(width > 0) || !(height > 0))
        {
            return 0;
        }

        var intersection = width * height;
        return intersection / (Area + other.Area - intersection);
    }
}
