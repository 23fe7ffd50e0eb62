namespace DoorFace.Core.Imaging;

/// <summary>
/// How the bytes of a <see cref="Frame"/> stand for a picture. The three kinds with luma and chroma need an even width and height; their
/// <see cref="Frame.Coding"/> says how they become red, green and blue.
/// </summary>
public enum FrameFormat
{
    /// <summary>Interleaved red, green, blue and one unused byte (four bytes a pixel), 8 bits each, full range, sRGB. Also what a JPEG is decoded into.</summary>
    Rgba32,

    /// <summary>Three planes: luma, then U (Cb) and V (Cr) at half the width and height and half the stride. Also called I420; V4L2's YU12.</summary>
    Yuv420,

    /// <summary>Two planes: luma, then U and V interleaved, at half the width and height and the same stride.</summary>
    Nv12,

    /// <summary>Interleaved Y0 U Y1 V: two bytes a pixel, chroma at half the width and the full height. Also called YUY2.</summary>
    Yuyv,
}
