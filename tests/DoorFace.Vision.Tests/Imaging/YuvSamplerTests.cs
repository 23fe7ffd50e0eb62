using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Imaging;

public sealed class YuvSamplerTests
{
    private const float Background = -7;

    // Each of the many kinds by itself: chance would leave some out.
    private const int Trials = 25;

    public static TheoryData<FrameFormat, YuvMatrix, bool, ChannelOrder> Kinds { get; } =
    [
        .. from format in Pictures.YuvFormats
           from coding in Pictures.Codings
           from order in Enum.GetValues<ChannelOrder>()
           select (format, coding.Matrix, coding.FullRange, order),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_halved_frame_is_what_its_naive_twin_gives(FrameFormat format, YuvMatrix matrix, bool fullRange, ChannelOrder order) =>
        Gen.Select(Inputs(order, 45), Gen.Int[0, 1000]).Sample(
            (input, seed) =>
            {
                var (columns, rows) = (Math.Max(1, input.Width - (seed % 3)), Math.Max(1, input.Height - (seed % 4)));
                using var frame = Noise(2 * columns, 2 * rows, seed, format, matrix, fullRange);
                var whole = new FaceBox(0, 0, frame.Width, frame.Height);
                var tensor = Pictures.Tensor(input, Background);

                Assert.True(FrameSampler.Halves(frame, whole, columns, rows));
                new FrameSampler(input).Rectangle(frame, whole, columns, rows, tensor);

                Pictures.AssertAgree(NaiveSampling.Rectangle(frame, whole, columns, rows, input, Background), tensor, input);
            },
            iter: Trials);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_resized_rectangle_is_what_its_naive_twin_gives_also_over_the_frames_edge(
        FrameFormat format, YuvMatrix matrix, bool fullRange, ChannelOrder order) =>
        Gen.Select(
            Inputs(order, 21),
            Gen.Int[1, 35],
            Gen.Int[1, 35],
            Gen.Select(Gen.Float[-1, 1], Gen.Float[-1, 1], Gen.Float[0.05f, 2], Gen.Float[0.05f, 2]),
            Gen.Int[0, 1000])
        .Sample(
            (input, halfWidth, halfHeight, place, seed) =>
            {
                var (left, top, wide, high) = place;
                using var frame = Noise(2 * halfWidth, 2 * halfHeight, seed, format, matrix, fullRange);
                var source = new FaceBox(left * frame.Width, top * frame.Height, wide * frame.Width, high * frame.Height);
                var (columns, rows) = (Math.Max(1, input.Width - (seed % 3)), Math.Max(1, input.Height - (seed % 4)));
                var tensor = Pictures.Tensor(input, Background);

                new FrameSampler(input).Rectangle(frame, source, columns, rows, tensor);

                Pictures.AssertAgree(NaiveSampling.Rectangle(frame, source, columns, rows, input, Background), tensor, input);
            },
            iter: Trials);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_warped_square_is_what_its_naive_twin_gives_also_over_the_frames_edge(
        FrameFormat format, YuvMatrix matrix, bool fullRange, ChannelOrder order) =>
        Gen.Select(
            Inputs(order, 21),
            Gen.Int[1, 35],
            Gen.Int[1, 35],
            Gen.Select(Gen.Float[-4, 4], Gen.Float[-4, 4], Gen.Float[-40, 70], Gen.Float[-40, 70], (a, b, x, y) => new SimilarityTransform(a, b, x, y)),
            Gen.Int[0, 1000])
        .Sample(
            (input, halfWidth, halfHeight, transform, seed) =>
            {
                using var frame = Noise(2 * halfWidth, 2 * halfHeight, seed, format, matrix, fullRange);
                var tensor = Pictures.Tensor(input, 0);

                new FrameSampler(input).Warp(frame, transform, tensor);

                Pictures.AssertAgree(NaiveSampling.Warp(frame, transform, input), tensor, input);
            },
            iter: Trials);

    [Fact]
    public void A_grey_input_of_a_coding_with_the_same_luma_shows_the_luma_alone()
    {
        var input = Pictures.Input(8, 8, ChannelOrder.Grey, 0, 1);
        foreach (var format in Pictures.YuvFormats)
        {
            using var frame = Pictures.Noise(16, 16, 1, format);
            var (first, second) = (Pictures.Tensor(input, 0), Pictures.Tensor(input, 0));
            new FrameSampler(input).Rectangle(frame, new FaceBox(1, 2, 11, 13), 8, 8, first);
            Recolour(frame);

            new FrameSampler(input).Rectangle(frame, new FaceBox(1, 2, 11, 13), 8, 8, second);

            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void A_sampler_follows_a_frame_of_another_coding_or_format()
    {
        var input = Pictures.Input(9, 7, ChannelOrder.Rgb, 127, 128);
        var sampler = new FrameSampler(input);
        foreach (var format in Enum.GetValues<FrameFormat>())
        {
            foreach (var coding in Pictures.Codings)
            {
                using var frame = Noise(20, 30, 3, format, coding.Matrix, coding.FullRange);
                var source = new FaceBox(2, 3, 12, 14);
                var tensor = Pictures.Tensor(input, Background);

                sampler.Rectangle(frame, source, 9, 7, tensor);

                Pictures.AssertAgree(NaiveSampling.Rectangle(frame, source, 9, 7, input, Background), tensor, input);
            }
        }
    }

    [Fact]
    public void A_face_that_comes_nearer_allocates_no_managed_memory()
    {
        var tensor = new float[3 * 64 * 64];
        foreach (var format in Enum.GetValues<FrameFormat>())
        {
            using var frame = Pictures.Noise(640, 480, 1, format);
            // Each time from the start. A collection by another thread meanwhile counts what this one has in reserve, once.
            Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => AllocatedBy(frame)));
        }

        long AllocatedBy(Frame frame)
        {
            var sampler = new FrameSampler(Pictures.Input(64, 64, ChannelOrder.Rgb, 0, 256));
            sampler.Rectangle(frame, new FaceBox(300, 200, 20, 20), 64, 64, tensor);
            sampler.Warp(frame, new SimilarityTransform(1, 0, 300, 200), tensor);
            var before = GC.GetAllocatedBytesForCurrentThread();

            for (var side = 21; side <= 480; side += 17)
            {
                sampler.Rectangle(frame, new FaceBox(320 - (side / 2), 240 - (side / 2), side, side), 64, 64, tensor);
                sampler.Warp(frame, new SimilarityTransform(side / 64f, 0, 320, 240), tensor);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Far_outside_of_a_frame_is_its_corner_and_what_is_no_place_reads_nothing_outside()
    {
        var input = Pictures.Input(6, 5, ChannelOrder.Rgb, 0, 1);
        foreach (var format in Enum.GetValues<FrameFormat>())
        {
            using var frame = Pictures.Noise(20, 30, 1, format);
            foreach (var far in (float[])[-1e30f, 1e30f])
            {
                var transform = new SimilarityTransform(1, 0, far, far);
                var tensor = Pictures.Tensor(input, Background);

                new FrameSampler(input).Warp(frame, transform, tensor);

                Pictures.AssertAgree(NaiveSampling.Warp(frame, new SimilarityTransform(0, 0, Math.Sign(far) * 99, Math.Sign(far) * 99), input), tensor, input);
            }

            foreach (var bad in (float[])[float.NaN, float.NegativeInfinity, float.PositiveInfinity])
            {
                var tensor = Pictures.Tensor(input, Background);
                new FrameSampler(input).Warp(frame, new SimilarityTransform(bad, bad, bad, bad), tensor);
                Assert.DoesNotContain(Background, tensor);
            }
        }
    }

    private static Gen<ModelInput> Inputs(ChannelOrder order, int widest) => Gen.Select(
        Gen.Int[1, widest], Gen.Int[1, 21], Gen.Float[0, 128], Gen.Float[1, 256],
        (width, height, mean, deviation) => Pictures.Input(width, height, order, mean, deviation));

    private static Frame Noise(int width, int height, int seed, FrameFormat format, YuvMatrix matrix, bool fullRange)
    {
        var frame = Pictures.Noise(width, height, seed, format, gap: seed % 4 * 6);
        frame.Coding = new YuvCoding(matrix, fullRange);
        return frame;
    }

    // Inverts the chroma and leaves the luma.
    private static void Recolour(Frame frame)
    {
        for (var i = 0; i < frame.Pixels.Length; i++)
        {
            if (frame.Format == FrameFormat.Yuyv ? i % 2 == 1 : i >= frame.Stride * frame.Height)
            {
                frame.Pixels[i] ^= byte.MaxValue;
            }
        }
    }
}
