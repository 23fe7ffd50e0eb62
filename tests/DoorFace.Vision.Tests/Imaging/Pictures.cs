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

    /// <summary>A frame of random pixels, the fourth byte of each included.</summary>
    public static Frame Noise(int width, int height, int seed)
    {
        var frame = new Frame(FrameFormat.Rgba32, width, height);
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

    public static void AssertAgree(double[] expected, float[] actual, ModelInput input)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - actual[i]) * input.Deviation;
            Assert.True(difference <= NaiveSampling.Tolerance, $"Value {i} of {input}: expected {expected[i]}, got {actual[i]}.");
        }
    }
}
