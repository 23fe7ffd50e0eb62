using System.Numerics;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Imaging;

/// <summary>The samplers once more, pixel by pixel in double precision, as their documentation reads.</summary>
internal static class NaiveSampling
{
    /// <summary>What the fast samplers may differ by, in steps of 0..255: they compute in single precision.</summary>
    public const double Tolerance = 0.1;

    /// <summary>A tensor filled with <paramref name="background"/> and, in its top-left corner, the resized rectangle.</summary>
    public static double[] Rectangle(Frame frame, FaceBox source, int columns, int rows, ModelInput input, double background)
    {
        double At(double x, double y, int channel) => source.Width / columns <= 2
            ? Interpolate(x, frame.Width, column => Vertical(column, y, channel))
            : Average(x, source.Width / columns, frame.Width, column => Vertical(column, y, channel));

        double Vertical(int column, double y, int channel) => source.Height / rows <= 2
            ? Interpolate(y, frame.Height, row => Pixel(frame, column, row, channel))
            : Average(y, source.Height / rows, frame.Height, row => Pixel(frame, column, row, channel));

        return Tensor(input, background, columns, rows, (x, y, channel) => At(
            source.Left + ((x + 0.5) * source.Width / columns), source.Top + ((y + 0.5) * source.Height / rows), channel));
    }

    /// <summary>A tensor filled with a turned and scaled square of the frame.</summary>
    public static double[] Warp(Frame frame, SimilarityTransform inputToFrame, ModelInput input)
    {
        var samples = WarpSampler.SamplesFor(inputToFrame.Scale);
        return Tensor(input, 0, input.Width, input.Height, (x, y, channel) =>
        {
            var sum = 0.0;
            for (var j = 0; j < samples; j++)
            {
                for (var i = 0; i < samples; i++)
                {
                    var point = inputToFrame.Apply(new Vector2(x + ((i + 0.5f) / samples), y + ((j + 0.5f) / samples)));
                    sum += Interpolate(point.X, frame.Width, column => Interpolate(point.Y, frame.Height, row => Pixel(frame, column, row, channel)));
                }
            }

            return sum / (samples * samples);
        });
    }

    private static double[] Tensor(ModelInput input, double background, int columns, int rows, Func<int, int, int, double> sample)
    {
        var planes = input.Shape[1];
        var tensor = new double[planes * input.Width * input.Height];
        Array.Fill(tensor, background);
        for (var plane = 0; plane < planes; plane++)
        {
            for (var y = 0; y < rows; y++)
            {
                for (var x = 0; x < columns; x++)
                {
                    var value = input.Channels switch
                    {
                        ChannelOrder.Rgb => sample(x, y, plane),
                        ChannelOrder.Bgr => sample(x, y, 2 - plane),
                        _ => (0.299 * sample(x, y, 0)) + (0.587 * sample(x, y, 1)) + (0.114 * sample(x, y, 2)),
                    };
                    tensor[(plane * input.Width * input.Height) + (y * input.Width) + x] = (value - input.Mean) / input.Deviation;
                }
            }
        }

        return tensor;
    }

    // Between the centres of the two nearest pixels; a pixel's centre is at its number plus one half.
    private static double Interpolate(double position, int size, Func<int, double> pixel)
    {
        var first = Math.Floor(position - 0.5);
        var fraction = position - 0.5 - first;
        return ((1 - fraction) * pixel(Clamp(first, size))) + (fraction * pixel(Clamp(first + 1, size)));
    }

    private static double Average(double center, double length, int size, Func<int, double> pixel)
    {
        var (from, to) = (center - (length / 2), center + (length / 2));
        var sum = 0.0;
        for (var i = Math.Floor(from); i < to; i++)
        {
            sum += (Math.Min(to, i + 1) - Math.Max(from, i)) * pixel(Clamp(i, size));
        }

        return sum / length;
    }

    private static int Clamp(double index, int size) => (int)Math.Clamp(index, 0, size - 1);

    private static double Pixel(Frame frame, int x, int y, int channel) => frame.Pixels[(y * frame.Stride) + (x * 4) + channel];
}
