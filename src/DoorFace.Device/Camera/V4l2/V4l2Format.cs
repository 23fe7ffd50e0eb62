namespace DoorFace.Device.Camera.V4l2;

/// <summary>The pixel formats that can be used of those a camera may offer; the number is the kernel's, four letters in a row.</summary>
public enum V4l2Format
{
    /// <summary>Three planes, luma first: <see cref="Core.Imaging.FrameFormat.Yuv420"/>.</summary>
    Yu12 = 0x32315559,

    /// <summary>Luma, then chroma interleaved: <see cref="Core.Imaging.FrameFormat.Nv12"/>.</summary>
    Nv12 = 0x3231564E,

    /// <summary>Luma and chroma interleaved: <see cref="Core.Imaging.FrameFormat.Yuyv"/>.</summary>
    Yuyv = 0x56595559,

    /// <summary>A JPEG a frame, decoded into <see cref="Core.Imaging.FrameFormat.Rgba32"/>.</summary>
    Mjpg = 0x47504A4D,
}
