using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;

namespace DoorFace.ModelBuilder.Calibration;

/// <summary>
/// A face of a photograph as a door's camera could have seen it: nearer or farther, moved, turned a little, mirrored, brighter or
/// darker, in colour or in grey. Pixels are computed in integers: the same face box gives the same ones on every CPU.
/// </summary>
/// <param name="Scale">Pixels of the photograph for one of the frame.</param>
/// <param name="Angle">The turn of the frame in radians.</param>
/// <param name="X">Where the face's centre stands in the frame.</param>
/// <param name="Y">Where the face's centre stands in the frame.</param>
/// <param name="Mirrored">Left and right exchanged.</param>
/// <param name="Grey">Without colour, as in infra-red light.</param>
/// <param name="Gain">The brightness in 256ths.</param>
internal sealed record FrameVariant(double Scale, double Angle, double X, double Y, bool Mirrored, bool Grey, int Gain)
{
    public const int Width = 640;
    public const int Height = 480;

    private const int FractionBits = 16;
    private const int One = 1 << FractionBits;

    // Weights of 8 bits keep the products of four pixels within 32 bits.
    private const int WeightBits = 8;
    private const int MostSamples = 4;

    // The channel after red, green and blue.
    private const int Alpha = 3;

    private const double SmallestFace = 70;
    private const double LargestFace = 330;
    private const double LargestTurn = 0.12;
    private const double Margin = 0.35;
    private const int LeastGain = 150;
    private const int MostGain = 340;

    /// <summary>Draws a variant.</summary>
    /// <param name="random">Seeded.</param>
    /// <param name="face">The face in the photograph.</param>
    public static FrameVariant Draw(Random random, FaceBox face)
    {
        var height = SmallestFace * Math.Pow(LargestFace / SmallestFace, random.NextDouble());
        return new FrameVariant(
            face.Height / height,
            ((2 * random.NextDouble()) - 1) * LargestTurn,
            Width * (Margin + ((1 - (2 * Margin)) * random.NextDouble())),
            Height * (Margin + ((1 - (2 * Margin)) * random.NextDouble())),
            random.Next(2) == 0,
            random.Next(4) == 0,
            random.Next(LeastGain, MostGain));
    }

    /// <summary>Renders the frame.</summary>
    public Frame Render(Frame photograph, FaceBox face)
    {
        var frame = new Frame(FrameFormat.Rgba32, Width, Height);
        var (stepX, stepY) = (Fixed(Scale * Math.Cos(Angle)), Fixed(Scale * Math.Sin(Angle)));
        var (centreX, centreY) = (Fixed(face.CenterX), Fixed(face.CenterY));
        var samples = (int)Math.Clamp(Math.Ceiling(Scale), 1, MostSamples);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var sum = Vector128<int>.Zero;
                for (var s = 0; s < samples * samples; s++)
                {
                    // Distances from the face's centre in sample steps.
                    var right = ((Mirrored ? Width - 1 - x : x) * samples) + (s % samples) - (int)(X * samples);
                    var down = (y * samples) + (s / samples) - (int)(Y * samples);
                    sum += Sample(photograph, centreX + (((right * stepX) - (down * stepY)) / samples), centreY + (((right * stepY) + (down * stepX)) / samples));
                }

                Store(frame.Pixels.Slice((y * frame.Stride) + (4 * x), 4), sum, samples * samples);
            }
        }

        return frame;
    }

    /// <summary>Where the face's centre is in the frame.</summary>
    public (double X, double Y) Centre => (Mirrored ? Width - X : X, Y);

    private static long Fixed(double value) => (long)Math.Round(value * One);

    // The four channels of the place between four pixels, in 256ths.
    private static Vector128<int> Sample(Frame photograph, long x, long y)
    {
        x = Math.Clamp(x, 0, ((long)photograph.Width << FractionBits) - One - 1);
        y = Math.Clamp(y, 0, ((long)photograph.Height << FractionBits) - One - 1);
        var (column, row) = ((int)(x >> FractionBits), (int)(y >> FractionBits));
        var (right, down) = (Weight(x), Weight(y));
        var (left, up) = ((1 << WeightBits) - right, (1 << WeightBits) - down);
        var above = photograph.Pixels[((row * photograph.Stride) + (4 * column))..];
        var below = above[(row + 1 < photograph.Height ? photograph.Stride : 0)..];
        var next = column + 1 < photograph.Width ? 4 : 0;
        return ((((Pixel(above) * left) + (Pixel(above[next..]) * right)) * up) + (((Pixel(below) * left) + (Pixel(below[next..]) * right)) * down)) >> WeightBits;
    }

    private static Vector128<int> Pixel(ReadOnlySpan<byte> channels) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<uint>(channels)).AsByte())).AsInt32();

    private static int Weight(long position) => (int)((position & (One - 1)) >> (FractionBits - WeightBits));

    private void Store(Span<byte> pixel, Vector128<int> sum, int samples)
    {
        for (var c = 0; c < Alpha; c++)
        {
            var value = Grey ? ((sum[0] * 77) + (sum[1] * 150) + (sum[2] * 29)) / 256 : sum[c];
            pixel[c] = (byte)Math.Clamp(value / samples * Gain >> (WeightBits + 8), 0, byte.MaxValue);
        }

        pixel[Alpha] = byte.MaxValue;
    }
}
