using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>How coded luma becomes 0..255: Gain × luma + Offset.</summary>
internal readonly record struct LumaRange(float Gain, float Offset)
{
    private const float VideoBlack = 16;
    private const float VideoWhite = 235;

    public static LumaRange Of(YuvCoding coding)
    {
        var gain = 255 / (VideoWhite - VideoBlack);
        return coding.FullRange ? new LumaRange(1, 0) : new LumaRange(gain, -VideoBlack * gain);
    }
}
