namespace DoorFace.Core.Imaging;

/// <summary>Turns an image file into a <see cref="Frame"/>, upright as its orientation mark says.</summary>
public interface IImageDecoder
{
    /// <summary>Reads one picture into <see cref="FrameFormat.Rgba32"/>. A file that cannot be opened or read fails as the system says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in an error message.</param>
    /// <exception cref="ImageFormatException">Not a picture, of an unsupported kind, truncated, or too large.</exception>
    Frame Read(string path, string name);
}
