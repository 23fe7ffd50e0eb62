using DoorFace.Core.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Imaging;

/// <summary>Colours of a pixel in double precision, with the numbers as the standards print them.</summary>
internal static class NaiveColour
{
    /// <summary>The values 0..255 that a model's planes show of a pixel.</summary>
    public static double[] Of(Frame frame, double first, double second, double third, ChannelOrder order)
    {
        var (red, green, blue) = frame.Format == FrameFormat.Rgba32 ? (first, second, third) : FromYuv(frame.Coding, first, second, third);
        double[] colours = order switch
        {
            ChannelOrder.Rgb => [red, green, blue],
            ChannelOrder.Bgr => [blue, green, red],
            _ => [(0.299 * red) + (0.587 * green) + (0.114 * blue)],
        };
        return [.. colours.Select(colour => Math.Clamp(colour, 0, 255))];
    }

    /// <summary>Luma, U and V of a pixel, before they are rounded.</summary>
    public static (double Luma, double U, double V) ToYuv(YuvCoding coding, double red, double green, double blue)
    {
        var (kr, kb) = coding.Matrix == YuvMatrix.Bt601 ? (0.299, 0.114) : (0.2126, 0.0722);
        var luma = (kr * red) + ((1 - kr - kb) * green) + (kb * blue);
        var (u, v) = ((blue - luma) / (2 * (1 - kb)), (red - luma) / (2 * (1 - kr)));
        return coding.FullRange ? (luma, u + 128, v + 128) : ((luma * 219 / 255) + 16, (u * 224 / 255) + 128, (v * 224 / 255) + 128);
    }

    private static (double Red, double Green, double Blue) FromYuv(YuvCoding coding, double luma, double u, double v)
    {
        var (y, cb, cr) = coding.FullRange ? (luma, u - 128, v - 128) : ((luma - 16) * 255 / 219, (u - 128) * 255 / 224, (v - 128) * 255 / 224);
        return coding.Matrix == YuvMatrix.Bt601
            ? (y + (1.402 * cr), y - (0.344136 * cb) - (0.714136 * cr), y + (1.772 * cb))
            : (y + (1.5748 * cr), y - (0.187324 * cb) - (0.468124 * cr), y + (1.8556 * cb));
    }
}
