namespace DoorFace.Core.Imaging;

/// <summary>Turns encoded pictures into <see cref="Frame"/>s of <see cref="FrameFormat.Rgba32"/>.</summary>
public interface IImageDecoder
{
    /// <summary>Reads one picture file, upright as its orientation mark says. A file that cannot be opened or read fails as the system says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in an error message.</param>
    /// <exception cref="ImageFormatException">Not a picture, of an unsupported kind, truncated, or too large.</exception>
    Frame Read(string path, string name);

    /// <summary>The pixels of an encoded picture in a row, and its rows, as it lies; orientation marks are for files.</summary>
    /// <exception cref="ImageFormatException">Not a picture, of an unsupported kind, or too large.</exception>
    (int Width, int Height) SizeOf(ReadOnlySpan<byte> encoded, string name);

    /// <summary>Decodes one picture, as it lies, into a frame that is there already.</summary>
    /// <param name="encoded">The whole picture.</param>
    /// <param name="name">What to call it in an error message.</param>
    /// <param name="target">Of <see cref="FrameFormat.Rgba32"/>.</param>
    /// <exception cref="ImageFormatException">Not a picture, of an unsupported kind, truncated, or of another size than the frame.</exception>
    void Decode(ReadOnlySpan<byte> encoded, string name, Frame target);
}
