namespace DoorFace.Core.Imaging;

/// <summary>How luma and chroma stand for red, green and blue.</summary>
/// <param name="Matrix">The weights of the colours.</param>
/// <param name="FullRange">True for 0..255 in all three (JPEG); false for luma 16..235 and chroma 16..240 (video).</param>
public readonly record struct YuvCoding(YuvMatrix Matrix, bool FullRange)
{
    /// <summary>That of JPEG files, and of what the Pi's camera programs write as raw frames (sYCC).</summary>
    public static YuvCoding Jpeg { get; } = new(YuvMatrix.Bt601, FullRange: true);

    /// <summary>That of most USB cameras and of video files without a mark.</summary>
    public static YuvCoding Video { get; } = new(YuvMatrix.Bt601, FullRange: false);
}
