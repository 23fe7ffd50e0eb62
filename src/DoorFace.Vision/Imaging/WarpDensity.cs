namespace DoorFace.Vision.Imaging;

/// <summary>
/// When a warped picture shrinks, a pixel is the mean of several interpolated samples, so that fine detail does not turn into false pattern.
/// </summary>
internal static class WarpDensity
{
    /// <summary>Source pixels between two samples at most.</summary>
    private const float LargestStep = 1.5f;

    // A face that fills a 4K frame shrinks about 20 times; beyond this the model was fooled and speed matters more.
    private const int MostSamples = 8;

    /// <summary>Samples along each side of a pixel for a shrink by a factor.</summary>
    public static int SamplesFor(float shrink) => (int)Math.Clamp(MathF.Ceiling(shrink / LargestStep), 1, MostSamples);

    /// <summary>Samples along both sides of a pixel in a channel that is narrower or lower than its frame.</summary>
    /// <param name="inputToFrame">From pixels to make to frame coordinates.</param>
    /// <param name="scaleX">The channel's width in frame widths.</param>
    /// <param name="scaleY">The channel's height in frame heights.</param>
    public static (int Across, int Down) SamplesFor(SimilarityTransform inputToFrame, float scaleX, float scaleY)
    {
        var (a, b) = (inputToFrame.A, inputToFrame.B);
        return (
            SamplesFor(new SimilarityTransform(a * scaleX, b * scaleY, 0, 0).Scale),
            SamplesFor(new SimilarityTransform(a * scaleY, b * scaleX, 0, 0).Scale));
    }
}
