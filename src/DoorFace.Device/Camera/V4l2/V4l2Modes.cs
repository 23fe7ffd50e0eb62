namespace DoorFace.Device.Camera.V4l2;

/// <summary>Which of a camera's modes to use.</summary>
internal static class V4l2Modes
{
    // Planes first: what looks at the luma alone reads half the bytes. A JPEG costs more to decode than all the rest of a frame.
    private static readonly V4l2Format[] Preference = [V4l2Format.Yu12, V4l2Format.Nv12, V4l2Format.Yuyv, V4l2Format.Mjpg];

    /// <summary>
    /// The best mode: of the wanted size, else of the smallest at least as large, else of the largest; of those the one whose format is cheapest
    /// at the wanted rate, or, where none reaches it, the fastest.
    /// </summary>
    /// <param name="modes">What the camera offers.</param>
    /// <param name="wantedSize">In pixels.</param>
    /// <param name="rate">Frames a second, above 0.</param>
    /// <returns>Null when there is no mode.</returns>
    public static V4l2Mode? Choose(IReadOnlyList<V4l2Mode> modes, (int Width, int Height) wantedSize, double rate) => modes
        .OrderByDescending(mode => IsAtLeast(mode, wantedSize))
        .ThenBy(mode => IsAtLeast(mode, wantedSize) ? Area(mode) : -Area(mode))
        .ThenByDescending(mode => mode.Reaches(rate))
        .ThenByDescending(mode => mode.Reaches(rate) ? 0 : mode.FastestRate)
        .ThenBy(mode => Array.IndexOf(Preference, mode.Format))
        .FirstOrDefault();

    // The wanted size is the smallest of those that are at least as large.
    private static bool IsAtLeast(V4l2Mode mode, (int Width, int Height) size) => mode.Width >= size.Width && mode.Height >= size.Height;

    private static long Area(V4l2Mode mode) => (long)mode.Width * mode.Height;
}
