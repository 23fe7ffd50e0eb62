namespace DoorFace.Device.Camera.V4l2;

/// <summary>Sizes of cameras that offer any between limits.</summary>
internal static class V4l2Sizes
{
    /// <summary>The size nearest to that wanted and not below it if possible, and the largest.</summary>
    public static List<(int Width, int Height)> Between(V4l2FrameSize size, int width, int height)
    {
        var largest = (size.MostWidth, size.MostHeight);
        var nearest = (
            Next(width, size.LeastWidth, size.MostWidth, size.StepWidth),
            Next(height, size.LeastHeight, size.MostHeight, size.StepHeight));
        return nearest == largest ? [largest] : [nearest, largest];
    }

    private static int Next(int wanted, int least, int most, int step)
    {
        var steps = (Math.Max(0, wanted - least) + (long)step - 1) / Math.Max(1, step);
        return (int)Math.Min(most, least + (steps * step));
    }
}
