using DoorFace.Core.Imaging;

namespace DoorFace.Device.Tests.Camera;

/// <summary>A picture format of one byte, its grey; any other length is not a picture.</summary>
internal sealed class OneColourDecoder : IImageDecoder
{
    public Frame Read(string path, string name)
    {
        var encoded = File.ReadAllBytes(path);
        var (width, height) = SizeOf(encoded, name);
        var frame = new Frame(FrameFormat.Rgba32, width, height);
        Decode(encoded, name, frame);
        return frame;
    }

    public (int Width, int Height) SizeOf(ReadOnlySpan<byte> encoded, string name) =>
        encoded.Length == 1 ? (4, 3) : throw new ImageFormatException($"'{name}' is not a picture.");

    public void Decode(ReadOnlySpan<byte> encoded, string name, Frame target) => target.Pixels.Fill(encoded[0]);
}
