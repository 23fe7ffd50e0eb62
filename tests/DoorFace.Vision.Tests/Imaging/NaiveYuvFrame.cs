using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Tests.Imaging;

/// <summary>Frames of luma and chroma as a camera would have taken them, made of a picture of red, green and blue.</summary>
internal static class NaiveYuvFrame
{
    /// <summary>Converts pixel by pixel; a chroma sample is the mean of the pixels it is for. An odd last column or row is left out.</summary>
    /// <param name="picture">Of <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="format">Any but that.</param>
    /// <param name="coding">How to code it.</param>
    public static Frame Of(Frame picture, FrameFormat format, YuvCoding coding)
    {
        var frame = new Frame(format, picture.Width & ~1, picture.Height & ~1) { Coding = coding };
        var channels = NaiveChannel.Of(frame);
        for (var i = 0; i < channels.Length; i++)
        {
            var channel = channels[i];
            var (across, down) = (frame.Width / channel.Width, frame.Height / channel.Height);
            for (var y = 0; y < channel.Height; y++)
            {
                for (var x = 0; x < channel.Width; x++)
                {
                    var sum = 0.0;
                    for (var pixel = 0; pixel < across * down; pixel++)
                    {
                        sum += Value(picture, coding, (x * across) + (pixel % across), (y * down) + (pixel / across), i);
                    }

                    frame.Pixels[channel.Place(x, y)] = (byte)Math.Clamp(Math.Round(sum / (across * down)), 0, 255);
                }
            }
        }

        return frame;
    }

    private static double Value(Frame picture, YuvCoding coding, int x, int y, int channel)
    {
        var pixel = picture.Pixels.Slice((y * picture.Stride) + (4 * x), 3);
        var (luma, u, v) = NaiveColour.ToYuv(coding, pixel[0], pixel[1], pixel[2]);
        return channel switch { 0 => luma, 1 => u, _ => v };
    }
}
