using CsCheck;
using DoorFace.Simulator.Camera;

namespace DoorFace.Simulator.Tests.Camera;

public sealed class ImagePyramidTests
{
    private const int Side = 16;

    private static readonly Gen<uint[]> Picture = Gen.UInt.Array[Side * Side];

    [Fact]
    public void Mixing_packed_pixels_is_mixing_each_channel() =>
        Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt[0, 256]).Sample((a, b, fraction) =>
            Assert.Equal(
                Channels(a).Zip(Channels(b), (x, y) => ((x * (256 - fraction)) + (y * fraction) + 128) / 256),
                Channels(Rgba.Mix(a, b, fraction))));

    [Fact]
    public void The_mean_of_packed_pixels_is_the_rounded_mean_of_each_channel() =>
        Gen.UInt.Array[4].Sample(pixels =>
            Assert.Equal(
                Enumerable.Range(0, 4).Select(channel => ((uint)pixels.Sum(pixel => (long)Channels(pixel)[channel]) + 2) / 4),
                Channels(Rgba.Mean(pixels[0], pixels[1], pixels[2], pixels[3]))));

    [Fact]
    public void At_full_detail_the_pixels_come_back() =>
        Picture.Sample(picture =>
        {
            var row = new uint[Side];
            new ImagePyramid(picture, Side, Side).SampleLine(row, 0, 5 * ImagePyramid.One, ImagePyramid.One, 0, detail: 0);

            Assert.Equal(picture.AsSpan(5 * Side, Side).ToArray(), row);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_octave_is_the_mean_over_its_area(int octave) =>
        Picture.Sample(picture =>
        {
            var size = 1 << octave;
            var row = new uint[Side / size];
            // The middle of an area lies between its middle pixels.
            var middle = (size - 1) * ImagePyramid.One / 2;
            new ImagePyramid(picture, Side, Side).SampleLine(row, middle, middle, size * ImagePyramid.One, 0, octave * ImagePyramid.Octave);

            for (var i = 0; i < row.Length; i++)
            {
                for (var channel = 0; channel < 4; channel++)
                {
                    // Each halving rounds once.
                    Assert.Equal(AreaMean(picture, i * size, size, channel), Channels(row[i])[channel], tolerance: octave * 0.5);
                }
            }
        });

    [Fact]
    public void Between_two_octaves_both_are_mixed()
    {
        var stripes = Enumerable.Range(0, Side * Side).Select(i => Grey(i % 2 == 0 ? 0u : 200u)).ToArray();

        var row = new uint[1];
        new ImagePyramid(stripes, Side, Side).SampleLine(row, 0, 0, 0, 0, ImagePyramid.Octave / 2);

        // Half of the black stripe itself and half of the mean of both.
        Assert.Equal(50, Channels(row[0])[0], tolerance: 1.0);
    }

    [Fact]
    public void A_tenth_of_the_picture_beyond_its_edge_there_is_only_the_mean_colour()
    {
        const int side = 256;
        var halves = Enumerable.Range(0, side * side).Select(i => Grey(i % side < side / 2 ? 0u : 200u)).ToArray();

        var row = new uint[2];
        new ImagePyramid(halves, side, side).SampleLine(row, -26 * ImagePyramid.One, 100 * ImagePyramid.One, 16 * ImagePyramid.One, 0, detail: 0);

        Assert.Equal(100, Channels(row[0])[0], tolerance: 2.0);
        Assert.InRange(Channels(row[1])[0], 20u, 60u);
    }

    private static uint Grey(uint value) => value * 0x01010101;

    private static double AreaMean(uint[] picture, int left, int size, int channel) =>
        Enumerable.Range(0, size * size).Average(i => (double)Channels(picture[(i / size * Side) + left + (i % size)])[channel]);

    private static uint[] Channels(uint pixel) => [pixel & 0xFF, (pixel >> 8) & 0xFF, (pixel >> 16) & 0xFF, pixel >> 24];
}
