using DoorFace.Core.Imaging;

namespace DoorFace.Simulator;

/// <summary>Turns any frame into red, green, blue and an unused byte, pixel by pixel: to be looked at, not for recognition, which needs no such picture.</summary>
internal static class ColourConversion
{
    public static void ToRgba(Frame frame, Span<byte> rgba)
    {
        if (frame.Format == FrameFormat.Rgba32)
        {
            frame.Pixels.CopyTo(rgba);
            return;
        }

        var luma = frame.Luma;
        var u = frame.ChromaU;
        var v = frame.ChromaV;
        var (kr, kb) = frame.Coding.Matrix == YuvMatrix.Bt709 ? (0.2126, 0.0722) : (0.299, 0.114);
        var (black, lumaGain, chromaGain) = frame.Coding.FullRange ? (0, 1.0, 1.0) : (16, 255 / 219.0, 255 / 224.0);
        for (var y = 0; y < frame.Height; y++)
        {
            var chromaRow = y * u.Height / frame.Height;
            for (var x = 0; x < frame.Width; x++)
            {
                var light = (At(luma, x, y) - black) * lumaGain;
                var (blueness, redness) = ((At(u, x / 2, chromaRow) - 128) * chromaGain, (At(v, x / 2, chromaRow) - 128) * chromaGain);
                var (red, blue) = (light + (2 * (1 - kr) * redness), light + (2 * (1 - kb) * blueness));
                var green = (light - (kr * red) - (kb * blue)) / (1 - kr - kb);
                var pixel = rgba.Slice(((y * frame.Width) + x) * 4, 4);
                (pixel[0], pixel[1], pixel[2], pixel[3]) = (Byte(red), Byte(green), Byte(blue), 255);
            }
        }
    }

    private static int At(FramePlane plane, int x, int y) => plane.Bytes[(y * plane.Stride) + (x * plane.Step)];

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
