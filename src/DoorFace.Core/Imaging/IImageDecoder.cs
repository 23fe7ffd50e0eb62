namespace DoorFace.Core.Imaging;

/// <summary>Turns the bytes of an image file into a <see cref="Frame"/>, upright as its orientation mark says.</summary>
public interface IImageDecoder
{
    /// <summary>Decodes one picture into <see cref="FrameFormat.Rgba32"/>.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="name">What to call it in an error message.</param>
    /// <exception cref="ImageFormatException">Not a picture, of an unsupported kind, truncated, or too large.</exception>
    Frame Decode(ReadOnlyMemory<byte> encoded, string name);
}
