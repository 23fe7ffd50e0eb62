using DoorFace.Core.Time;

namespace DoorFace.Core.Imaging;

/// <summary>
/// One picture from a camera, top row first. A frame is owned by one reader at a time; disposing it zeroes the pixels and, when it came from a
/// <see cref="FramePool"/>, hands it back to be rented again: whoever disposed it must forget it.
/// </summary>
public sealed class Frame : IDisposable
{
    private readonly byte[] _pixels;
    private readonly FramePool? _pool;
    private int _disposed;

    /// <summary>Makes a frame with a buffer of its own; the bytes start as zero.</summary>
    /// <param name="format">How the bytes stand for a picture.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes from one row to the next of the first plane; 0 for rows without a gap.</param>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="SizeInBytes"/>.</exception>
    public Frame(FrameFormat format, int width, int height, int stride = 0)
        : this(format, width, height, stride, null)
    {
    }

    internal Frame(FrameFormat format, int width, int height, int stride, FramePool? pool)
    {
        var size = SizeInBytes(format, width, height, stride);
        (Format, Width, Height, _pool) = (format, width, height, pool);
        Stride = stride == 0 ? (int)RowBytes(format, width) : stride;
        // Pinned when it will be used again, so that the collector never leaves a copy of a face behind when it compacts.
        _pixels = pool is null ? new byte[size] : GC.AllocateArray<byte>(size, pinned: true);
    }

    public FrameFormat Format { get; }

    /// <summary>Pixels in a row, at least 1.</summary>
    public int Width { get; }

    /// <summary>Rows, at least 1.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row to the next, of the first plane.</summary>
    public int Stride { get; }

    /// <summary>How luma and chroma become colours; says nothing for <see cref="FrameFormat.Rgba32"/>.</summary>
    public YuvCoding Coding { get; set; } = YuvCoding.Jpeg;

    /// <summary>When the camera took it; for one that does not tell, such as the Pi's, when its last byte had come.</summary>
    public MonotonicInstant CapturedAt { get; set; }

    /// <summary>The camera's count of frames, from 0; a gap means frames were dropped.</summary>
    public long Sequence { get; set; }

    /// <summary>All bytes, plane after plane, <see cref="SizeInBytes"/> of them.</summary>
    /// <exception cref="ObjectDisposedException">The frame was already released.</exception>
    public Span<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            return _pixels;
        }
    }

    /// <summary>The luma channel.</summary>
    /// <exception cref="InvalidOperationException">The format has none.</exception>
    public FramePlane Luma => Format switch
    {
        FrameFormat.Yuv420 or FrameFormat.Nv12 => new FramePlane(Pixels, Width, Height, Stride, 1),
        FrameFormat.Yuyv => new FramePlane(Pixels, Width, Height, Stride, 2),
        _ => throw NoChroma(),
    };

    /// <summary>The U (Cb) channel: half the width, and half the height but for <see cref="FrameFormat.Yuyv"/>.</summary>
    /// <exception cref="InvalidOperationException">The format has none.</exception>
    public FramePlane ChromaU => Chroma(second: false);

    /// <summary>The V (Cr) channel, of the same size.</summary>
    /// <exception cref="InvalidOperationException">The format has none.</exception>
    public FramePlane ChromaV => Chroma(second: true);

    /// <summary>Bytes a picture takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none: see <see cref="IsPicture"/>.</exception>
    public static int SizeInBytes(FrameFormat format, int width, int height, int stride = 0) => WrongOf(format, width, height, stride) is { } wrong
        ? throw new ArgumentOutOfRangeException(wrong, $"No picture in {format} has {width}x{height} pixels in rows of {stride} bytes.")
        : (int)Size(format, width, height, stride);

    /// <summary>
    /// Whether there is a picture so large. There is none when a side is below 1 or odd where the format needs an even one, when the stride is below a
    /// row's bytes or odd where chroma halves it, or when it is over 2 GiB.
    /// </summary>
    public static bool IsPicture(FrameFormat format, int width, int height, int stride = 0) => WrongOf(format, width, height, stride) is null;

    private static string? WrongOf(FrameFormat format, int width, int height, int stride)
    {
        var halves = format == FrameFormat.Rgba32 ? 1 : 2;
        return width < 1 || width % halves != 0 || RowBytes(format, width) > Array.MaxLength ? nameof(width)
            : height < 1 || height % halves != 0 ? nameof(height)
            : stride % halves != 0 || (stride != 0 && stride < RowBytes(format, width)) ? nameof(stride)
            : Size(format, width, height, stride) > Array.MaxLength ? nameof(height)
            : null;
    }

    private static long Size(FrameFormat format, int width, int height, int stride) =>
        (stride == 0 ? RowBytes(format, width) : stride) * (format is FrameFormat.Yuv420 or FrameFormat.Nv12 ? height + (height / 2L) : height);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // A face must not outlive its frame, not even in memory that waits for reuse.
        Array.Clear(_pixels);
        _pool?.Return(this);
    }

    /// <summary>Makes a frame that came back ready to be rented.</summary>
    internal void Renew()
    {
        (Coding, CapturedAt, Sequence) = (YuvCoding.Jpeg, default, 0);
        _disposed = 0;
    }

    private static long RowBytes(FrameFormat format, int width) => format switch
    {
        FrameFormat.Rgba32 => width * 4L,
        FrameFormat.Yuv420 or FrameFormat.Nv12 => width,
        FrameFormat.Yuyv => width * 2L,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown frame format."),
    };

    private FramePlane Chroma(bool second)
    {
        var (columns, rows) = (Width / 2, Height / 2);
        var luma = Stride * Height;
        return Format switch
        {
            FrameFormat.Yuv420 => new FramePlane(Pixels[(luma + (second ? luma / 4 : 0))..], columns, rows, Stride / 2, 1),
            FrameFormat.Nv12 => new FramePlane(Pixels[(luma + (second ? 1 : 0))..], columns, rows, Stride, 2),
            FrameFormat.Yuyv => new FramePlane(Pixels[(second ? 3 : 1)..], columns, Height, Stride, 4),
            _ => throw NoChroma(),
        };
    }

    private InvalidOperationException NoChroma() => new($"A frame of {Format} has no luma and chroma.");
}
