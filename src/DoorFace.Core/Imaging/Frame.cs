using DoorFace.Core.Time;

namespace DoorFace.Core.Imaging;

/// <summary>
/// One picture from a camera: <see cref="Height"/> rows of <see cref="Stride"/> bytes, top row first.
/// A frame is owned by one reader at a time; disposing it zeroes the pixels and, when it came from a <see cref="FramePool"/>, hands the buffer back.
/// </summary>
public sealed class Frame : IDisposable
{
    private readonly byte[] _pixels;
    private readonly FramePool? _pool;
    private bool _disposed;

    /// <summary>Makes a frame with a buffer of its own; the pixels start black.</summary>
    public Frame(FrameFormat format, int width, int height)
        : this(format, width, height, new byte[SizeInBytes(format, width, height)], null)
    {
    }

    internal Frame(FrameFormat format, int width, int height, byte[] pixels, FramePool? pool)
    {
        Format = format;
        Width = width;
        Height = height;
        Stride = (int)RowBytes(format, width);
        _pixels = pixels;
        _pool = pool;
    }

    public FrameFormat Format { get; }

    /// <summary>Pixels in a row, at least 1.</summary>
    public int Width { get; }

    /// <summary>Rows, at least 1.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>When the camera took it.</summary>
    public MonotonicInstant CapturedAt { get; set; }

    /// <summary>The camera's count of frames, from 0; a gap means frames were dropped.</summary>
    public long Sequence { get; set; }

    /// <summary>The pixels, <see cref="Stride"/> × <see cref="Height"/> bytes.</summary>
    /// <exception cref="ObjectDisposedException">The frame was already released.</exception>
    public Span<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _pixels;
        }
    }

    /// <summary>Bytes a picture takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1 or the picture is over 2 GiB.</exception>
    public static int SizeInBytes(FrameFormat format, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var row = RowBytes(format, width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row, Array.MaxLength, nameof(width));
        var size = row * height;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Array.MaxLength, nameof(height));
        return (int)size;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        // A face must not outlive its frame, not even in memory that waits for reuse.
        Array.Clear(_pixels);
        _pool?.Return(_pixels);
    }

    private static long RowBytes(FrameFormat format, int width) => format switch
    {
        FrameFormat.Rgba32 => width * 4L,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown frame format."),
    };
}
