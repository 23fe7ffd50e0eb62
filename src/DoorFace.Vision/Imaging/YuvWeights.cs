using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>One colour, 0..255, as a function of luma and chroma: Luma × y + U × u + V × v + Offset.</summary>
internal readonly record struct YuvWeights(float Luma, float U, float V, float Offset)
{
    private const float ChromaZero = 128;

    /// <summary>Red, green and blue of a coding.</summary>
    public static (YuvWeights Red, YuvWeights Green, YuvWeights Blue) Colours(YuvCoding coding)
    {
        var (red, blue) = coding.Matrix switch
        {
            YuvMatrix.Bt601 => (0.299f, 0.114f),
            YuvMatrix.Bt709 => (0.2126f, 0.0722f),
            _ => throw new ArgumentOutOfRangeException(nameof(coding), coding.Matrix, "Unknown colour matrix."),
        };
        var green = 1 - red - blue;
        // u = (blue − luma) / (2 (1 − share of blue)), v alike with red; green is what is left of luma.
        return (
            Colour(coding, 0, 2 * (1 - red)),
            Colour(coding, -2 * (1 - blue) * blue / green, -2 * (1 - red) * red / green),
            Colour(coding, 2 * (1 - blue), 0));
    }

    public static YuvWeights operator +(YuvWeights a, YuvWeights b) => new(a.Luma + b.Luma, a.U + b.U, a.V + b.V, a.Offset + b.Offset);

    public static YuvWeights operator *(YuvWeights weights, float factor) =>
        new(weights.Luma * factor, weights.U * factor, weights.V * factor, weights.Offset * factor);

    public float Apply(float luma, float u, float v) => (Luma * luma) + (U * u) + (V * v) + Offset;

    private static YuvWeights Colour(YuvCoding coding, float u, float v)
    {
        var range = LumaRange.Of(coding);
        var chroma = coding.FullRange ? 1 : 255f / 224;
        return new YuvWeights(range.Gain, u * chroma, v * chroma, range.Offset - ((u + v) * chroma * ChromaZero));
    }
}
