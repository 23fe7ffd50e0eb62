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
        return Tensor(frame, input, background, columns, rows, Sample);

        double Sample(NaiveChannel channel, int x, int y)
        {
            var (across, down) = ((double)channel.Width / frame.Width, (double)channel.Height / frame.Height);
            var (stepX, stepY) = (source.Width * across / columns, source.Height * down / rows);
            var (centerX, centerY) = ((source.Left * across) + ((x + 0.5) * stepX), (source.Top * down) + ((y + 0.5) * stepY));
            return Along(centerX, stepX, channel.Width, column => Along(centerY, stepY, channel.Height, row => channel.At(column, row)));
        }
    }

    /// <summary>A tensor filled with a turned and scaled square of the frame.</summary>
    public static double[] Warp(Frame frame, SimilarityTransform inputToFrame, ModelInput input)
    {
        return Tensor(frame, input, 0, input.Width, input.Height, Sample);

        double Sample(NaiveChannel channel, int x, int y)
        {
            var (across, down) = ((float)channel.Width / frame.Width, (float)channel.Height / frame.Height);
            var (samplesX, samplesY) = WarpDensity.SamplesFor(inputToFrame, across, down);
            var sum = 0.0;
            for (var j = 0; j < samplesY; j++)
            {
                for (var i = 0; i < samplesX; i++)
                {
                    var point = inputToFrame.Apply(new Vector2(x + ((i + 0.5f) / samplesX), y + ((j + 0.5f) / samplesY)));
                    sum += Interpolate(
                        point.X * across, channel.Width, column => Interpolate(point.Y * down, channel.Height, row => channel.At(column, row)));
                }
            }

            return sum / (samplesX * samplesY);
        }
    }

    private static double[] Tensor(
        Frame frame, ModelInput input, double background, int columns, int rows, Func<NaiveChannel, int, int, double> sample)
    {
        var channels = NaiveChannel.Of(frame);
        var planes = input.Shape[1];
        var tensor = new double[planes * input.Width * input.Height];
        Array.Fill(tensor, background);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var values = channels.Select(channel => sample(channel, x, y)).ToArray();
                var colours = NaiveColour.Of(frame, values[0], values[1], values[2], input.Channels);
                for (var plane = 0; plane < planes; plane++)
                {
                    tensor[(plane * input.Width * input.Height) + (y * input.Width) + x] = (colours[plane] - input.Mean) / input.Deviation;
                }
            }
        }

        return tensor;
    }

    private static double Along(double center, double step, int size, Func<int, double> pixel) =>
        step <= 2 ? Interpolate(center, size, pixel) : Average(center, step, size, pixel);

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
}
