using DoorFace.Core.Imaging;

namespace DoorFace.Device.Tests.Camera;

/// <summary>A picture format of one byte, its grey; any other length is not a picture.</summary>
internal sealed class OneColourDecoder : IImageDecoder
{
    public Frame Read(string path, string name)
    {
        var encoded = File.ReadAllBytes(path);
        if (encoded.Length != 1)
        {
            throw new ImageFormatException($"'{name}' is not a picture.");
        }

        var frame = new Frame(FrameFormat.Rgba32, 4, 3);
        frame.Pixels.Fill(encoded[0]);
        return frame;
    }
}
