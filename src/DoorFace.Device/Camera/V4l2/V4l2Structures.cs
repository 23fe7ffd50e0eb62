using System.Runtime.InteropServices;

namespace DoorFace.Device.Camera.V4l2;

// The structures of linux/videodev2.h as they lie on a 64-bit machine, without what is not used of them; the sizes are part of the requests.

[StructLayout(LayoutKind.Explicit, Size = 104)]
internal unsafe struct V4l2Capability
{
    public const uint VideoCapture = 0x1;
    public const uint VideoCaptureMultiPlanar = 0x1000;
    public const uint Streaming = 0x0400_0000;
    public const uint HasDeviceCapabilities = 0x8000_0000;

    [FieldOffset(0)] public fixed byte Driver[16];
    [FieldOffset(16)] public fixed byte Card[32];
    [FieldOffset(48)] public fixed byte Bus[32];
    [FieldOffset(84)] public uint Capabilities;
    [FieldOffset(88)] public uint DeviceCapabilities;
}

[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct V4l2FormatDescription
{
    [FieldOffset(0)] public uint Index;
    [FieldOffset(4)] public uint Type;
    [FieldOffset(44)] public uint PixelFormat;
}

[StructLayout(LayoutKind.Explicit, Size = 44)]
internal struct V4l2FrameSize
{
    public const uint Discrete = 1;

    [FieldOffset(0)] public uint Index;
    [FieldOffset(4)] public uint PixelFormat;
    [FieldOffset(8)] public uint Type;
    [FieldOffset(12)] public int Width;
    [FieldOffset(16)] public int Height;

    // When it is not discrete.
    [FieldOffset(12)] public int LeastWidth;
    [FieldOffset(16)] public int MostWidth;
    [FieldOffset(20)] public int StepWidth;
    [FieldOffset(24)] public int LeastHeight;
    [FieldOffset(28)] public int MostHeight;
    [FieldOffset(32)] public int StepHeight;
}

[StructLayout(LayoutKind.Sequential)]
internal struct V4l2Fraction
{
    public uint Numerator;
    public uint Denominator;

    /// <summary>Frames a second, of the seconds that a frame takes.</summary>
    public readonly double Rate => Numerator == 0 ? 0 : (double)Denominator / Numerator;
}

[StructLayout(LayoutKind.Explicit, Size = 52)]
internal struct V4l2FrameInterval
{
    public const uint Discrete = 1;

    [FieldOffset(0)] public uint Index;
    [FieldOffset(4)] public uint PixelFormat;
    [FieldOffset(8)] public int Width;
    [FieldOffset(12)] public int Height;
    [FieldOffset(16)] public uint Type;

    // The shortest when it is not discrete.
    [FieldOffset(20)] public V4l2Fraction Interval;
    [FieldOffset(28)] public V4l2Fraction Longest;
}

[StructLayout(LayoutKind.Explicit, Size = 208)]
internal struct V4l2PixelFormat
{
    // v4l2_field: whatever the driver likes, and whole pictures.
    public const uint AnyField = 0;
    public const uint NoField = 1;

    /// <summary>Says that the fields after <see cref="Extended"/> mean something.</summary>
    public const uint ExtendedMark = 0xFEEDCAFE;

    [FieldOffset(0)] public uint Type;
    [FieldOffset(8)] public int Width;
    [FieldOffset(12)] public int Height;
    [FieldOffset(16)] public uint PixelFormat;
    [FieldOffset(20)] public uint Field;
    [FieldOffset(24)] public int BytesPerLine;
    [FieldOffset(28)] public int SizeImage;
    [FieldOffset(32)] public uint ColorSpace;
    [FieldOffset(36)] public uint Extended;
    [FieldOffset(44)] public uint Encoding;
    [FieldOffset(48)] public uint Quantization;
}

[StructLayout(LayoutKind.Explicit, Size = 204)]
internal struct V4l2StreamParameters
{
    [FieldOffset(0)] public uint Type;
    [FieldOffset(12)] public V4l2Fraction Interval;
}

[StructLayout(LayoutKind.Explicit, Size = 20)]
internal struct V4l2BufferRequest
{
    [FieldOffset(0)] public uint Count;
    [FieldOffset(4)] public uint Type;
    [FieldOffset(8)] public uint Memory;
}

[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct V4l2Buffer
{
    public const uint Error = 0x40;
    public const uint TimestampMask = 0xE000;
    public const uint TimestampMonotonic = 0x2000;

    [FieldOffset(0)] public uint Index;
    [FieldOffset(4)] public uint Type;
    [FieldOffset(8)] public int BytesUsed;
    [FieldOffset(12)] public uint Flags;
    [FieldOffset(24)] public long Seconds;
    [FieldOffset(32)] public long Microseconds;
    [FieldOffset(56)] public uint Sequence;
    [FieldOffset(60)] public uint Memory;
    [FieldOffset(64)] public uint Offset;
    [FieldOffset(72)] public int Length;
}
