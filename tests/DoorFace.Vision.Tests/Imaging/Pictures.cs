using CsCheck;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Imaging;

/// <summary>Frames and inputs for the samplers.</summary>
internal static class Pictures
{
    /// <summary>Inputs of all channel orders, with sides that are and are not multiples of four.</summary>
    public static Gen<ModelInput> Inputs { get; } = Gen.Select(
        Gen.Int[1, 21], Gen.Int[1, 21], Gen.Enum<ChannelOrder>(), Gen.Float[0, 128], Gen.Float[1, 256], Input);

    public static ModelInput Input(int width, int height, ChannelOrder channels, float mean, float deviation) =>
        new("input", [1, channels == ChannelOrder.Grey ? 1 : 3, height, width], "NCHW", channels, mean, deviation);

    /// <summary>The formats of luma and chroma.</summary>
    public static FrameFormat[] YuvFormats { get; } = [FrameFormat.Yuv420, FrameFormat.Nv12, FrameFormat.Yuyv];

    public static YuvCoding[] Codings { get; } =
        [.. Enum.GetValues<YuvMatrix>().SelectMany(matrix => (YuvCoding[])[new(matrix, FullRange: true), new(matrix, FullRange: false)])];

    /// <summary>A frame of random bytes, those between its rows and pixels included.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="seed">Another one gives another picture.</param>
    /// <param name="format">How the bytes stand for a picture.</param>
    /// <param name="gap">Bytes between two rows.</param>
    public static Frame Noise(int width, int height, int seed, FrameFormat format = FrameFormat.Rgba32, int gap = 0)
    {
        var row = width * (format switch { FrameFormat.Rgba32 => 4, FrameFormat.Yuyv => 2, _ => 1 });
        var frame = new Frame(format, width, height, row + gap);
#pragma warning disable CA5394 // Test data, not a secret.
        new Random(seed).NextBytes(frame.Pixels);
#pragma warning restore CA5394
        return frame;
    }

    public static float[] Tensor(ModelInput input, float background)
    {
        var tensor = new float[input.Shape[1] * input.Width * input.Height];
        Array.Fill(tensor, background);
        return tensor;
    }

    /// <summary>Fails at a value that is not its naive twin's within <see cref="NaiveSampling.Tolerance"/>.</summary>
    public static void AssertAgree(double[] expected, float[] actual, ModelInput input)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - actual[i]) * input.Deviation;
            Assert.True(difference <= NaiveSampling.Tolerance, $"Value {i} of {input}: expected {expected[i]}, got {actual[i]}.");
        }
    }
}
