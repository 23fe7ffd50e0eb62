using System.Runtime.CompilerServices;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>The requests of linux/videodev2.h that are used.</summary>
internal static class V4l2Requests
{
    /// <summary>The one kind of buffer that is used: V4L2_BUF_TYPE_VIDEO_CAPTURE.</summary>
    public const uint VideoCapture = 1;

    /// <summary>Buffers that the driver owns and that are mapped: V4L2_MEMORY_MMAP.</summary>
    public const uint MappedMemory = 1;

    private const uint Write = 1;
    private const uint Read = 2;

    public static readonly uint QueryCapability = Number<V4l2Capability>(Read, 0);
    public static readonly uint EnumerateFormats = Number<V4l2FormatDescription>(Read | Write, 2);
    public static readonly uint SetFormat = Number<V4l2PixelFormat>(Read | Write, 5);
    public static readonly uint RequestBuffers = Number<V4l2BufferRequest>(Read | Write, 8);
    public static readonly uint QueryBuffer = Number<V4l2Buffer>(Read | Write, 9);
    public static readonly uint QueueBuffer = Number<V4l2Buffer>(Read | Write, 15);
    public static readonly uint DequeueBuffer = Number<V4l2Buffer>(Read | Write, 17);
    public static readonly uint StreamOn = Number<int>(Write, 18);
    public static readonly uint StreamOff = Number<int>(Write, 19);
    public static readonly uint SetParameters = Number<V4l2StreamParameters>(Read | Write, 22);
    public static readonly uint EnumerateFrameSizes = Number<V4l2FrameSize>(Read | Write, 74);
    public static readonly uint EnumerateFrameIntervals = Number<V4l2FrameInterval>(Read | Write, 75);

    // _IOC of asm-generic/ioctl.h.
    private static uint Number<T>(uint direction, uint number)
        where T : unmanaged => direction << 30 | (uint)Unsafe.SizeOf<T>() << 16 | (uint)'V' << 8 | number;
}
