namespace DoorFace.Core.Imaging;

/// <summary>How the bytes of a <see cref="Frame"/> stand for a picture.</summary>
public enum FrameFormat
{
    /// <summary>Interleaved red, green, blue and one unused byte (four bytes a pixel), 8 bits each, full range, sRGB.</summary>
    Rgba32,
}
