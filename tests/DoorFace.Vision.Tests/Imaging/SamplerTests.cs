using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Imaging;

public sealed class SamplerTests
{
    private const float Background = -7;

    [Fact]
    public void A_resized_rectangle_is_what_its_naive_twin_gives_also_over_the_frames_edge() =>
        Gen.Select(
            Pictures.Inputs,
            Gen.Int[1, 70],
            Gen.Int[1, 70],
            Gen.Select(Gen.Float[-1, 1], Gen.Float[-1, 1], Gen.Float[0.05f, 2], Gen.Float[0.05f, 2]),
            Gen.Int[0, 1000])
        .Sample((input, width, height, place, seed) =>
        {
            var (left, top, wide, high) = place;
            var source = new FaceBox(left * width, top * height, wide * width, high * height);
            var (columns, rows) = (Math.Max(1, input.Width - (seed % 3)), Math.Max(1, input.Height - (seed % 4)));
            using var frame = Pictures.Noise(width, height, seed);
            var tensor = Pictures.Tensor(input, Background);

            new FrameSampler(input).Rectangle(frame, source, columns, rows, tensor);

            Pictures.AssertAgree(NaiveSampling.Rectangle(frame, source, columns, rows, input, Background), tensor, input);
        });

    [Fact]
    public void A_halved_frame_is_what_its_naive_twin_gives() =>
        Gen.Select(Pictures.Inputs, Gen.Int[0, 1000]).Sample((input, seed) =>
        {
            var (columns, rows) = (Math.Max(1, input.Width - (seed % 3)), Math.Max(1, input.Height - (seed % 4)));
            using var frame = Pictures.Noise(2 * columns, 2 * rows, seed);
            var tensor = Pictures.Tensor(input, Background);
            var whole = new FaceBox(0, 0, frame.Width, frame.Height);

            Assert.True(FrameSampler.Halves(frame, whole, columns, rows));
            new FrameSampler(input).Rectangle(frame, whole, columns, rows, tensor);

            Pictures.AssertAgree(NaiveSampling.Rectangle(frame, whole, columns, rows, input, Background), tensor, input);
        });

    [Fact]
    public void A_warped_square_is_what_its_naive_twin_gives_also_over_the_frames_edge() =>
        Gen.Select(
            Pictures.Inputs,
            Gen.Int[2, 70],
            Gen.Int[2, 70],
            Gen.Select(Gen.Float[-4, 4], Gen.Float[-4, 4], Gen.Float[-40, 70], Gen.Float[-40, 70], (a, b, x, y) => new SimilarityTransform(a, b, x, y)),
            Gen.Int[0, 1000])
        .Sample((input, width, height, transform, seed) =>
        {
            using var frame = Pictures.Noise(width, height, seed);
            var tensor = Pictures.Tensor(input, 0);

            new FrameSampler(input).Warp(frame, transform, tensor);

            Pictures.AssertAgree(NaiveSampling.Warp(frame, transform, input), tensor, input);
        });

    [Fact]
    public void Only_a_whole_frame_at_exactly_its_half_is_halved()
    {
        using var frame = Pictures.Noise(16, 12, 0);
        using var odd = Pictures.Noise(15, 12, 0);

        Assert.True(FrameSampler.Halves(frame, new FaceBox(0, 0, 16, 12), 8, 6));
        Assert.False(FrameSampler.Halves(frame, new FaceBox(0, 0, 16, 12), 8, 5));
        Assert.False(FrameSampler.Halves(frame, new FaceBox(0, 0, 16, 12), 7, 6));
        Assert.False(FrameSampler.Halves(frame, new FaceBox(0, 1, 16, 12), 8, 6));
        Assert.False(FrameSampler.Halves(frame, new FaceBox(0, 0, 14, 12), 8, 6));
        Assert.False(FrameSampler.Halves(odd, new FaceBox(0, 0, 15, 12), 7, 6));
    }

    [Fact]
    public void A_fine_pattern_becomes_even_grey_and_not_a_coarse_pattern_when_a_face_shrinks()
    {
        // Columns of black and white, shrunk 3.2 times: plain interpolation would keep the pattern's full contrast.
        var input = Pictures.Input(64, 64, ChannelOrder.Grey, 0, 1);
        using var frame = Pictures.Noise(320, 320, 0);
        for (var i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = (byte)(i / 4 % 2 * 255);
        }

        var (warped, resized) = (Pictures.Tensor(input, 0), Pictures.Tensor(input, 0));
        new FrameSampler(input).Warp(frame, new SimilarityTransform(3.2f, 0, 57, 57), warped);
        new FrameSampler(input).Rectangle(frame, new FaceBox(57, 57, 204.8f, 204.8f), 64, 64, resized);

        Assert.All(warped, value => Assert.InRange(value, 64, 191));
        Assert.All(resized, value => Assert.InRange(value, 64, 191));
    }

    [Theory]
    [InlineData(float.NaN, 10)]
    [InlineData(0, float.NaN)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, float.PositiveInfinity)]
    public void A_stretch_that_is_none_is_refused(float start, float length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AxisTaps().Prepare(start, length, 4, 10));

    [Fact]
    public void Weights_of_a_stretch_far_away_and_far_too_long_sum_to_one_and_stay_inside() =>
        Gen.Select(Gen.Float[-1e6f, 1e6f], Gen.Float[1e-3f, 1e6f], Gen.Int[1, 40], Gen.Int[1, 100]).Sample((start, length, outputs, size) =>
        {
            var taps = new AxisTaps();
            taps.Prepare(start, length, outputs, size);
            for (var i = 0; i < outputs; i++)
            {
                var sum = 0f;
                foreach (var weight in taps.WeightsOf(i))
                {
                    Assert.InRange(weight, 0, 1);
                    sum += weight;
                }

                Assert.Equal(1, sum, 1e-3f);
                Assert.InRange(taps.FirstOf(i), taps.Lowest, taps.End - 1);
                Assert.InRange(taps.FirstOf(i) + taps.WeightsOf(i).Length, 1, size);
            }
        });
}
