using DoorFace.Core.Imaging;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary><see cref="OneColourDecoder"/>'s pictures at whatever size the frame has; anything but one byte is refused, as a decoder refuses what is no JPEG.</summary>
internal sealed class OneByteDecoder : IImageDecoder
{
    private readonly OneColourDecoder _decoder = new();

    public Frame Read(string path, string name) => _decoder.Read(path, name);

    public (int Width, int Height) SizeOf(ReadOnlySpan<byte> encoded, string name) => _decoder.SizeOf(encoded, name);

    public void Decode(ReadOnlySpan<byte> encoded, string name, Frame target)
    {
        _ = SizeOf(encoded, name);
        _decoder.Decode(encoded, name, target);
    }
}
