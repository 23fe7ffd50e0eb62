namespace DoorFace.Core.Imaging;

/// <summary>
/// One channel of a <see cref="Frame"/>: the sample in column x of row y is <c>Bytes[(y × Stride) + (x × Step)]</c>. Valid as long as the frame.
/// </summary>
public readonly ref struct FramePlane
{
    internal FramePlane(Span<byte> bytes, int width, int height, int stride, int step)
    {
        (Width, Height, Stride, Step) = (width, height, stride, step);
        // To its last sample and not beyond, so that a sampler that runs over is caught.
        Writable = bytes[..(((height - 1) * stride) + ((width - 1) * step) + 1)];
    }

    /// <summary>From the first sample to the last.</summary>
    public ReadOnlySpan<byte> Bytes => Writable;

    /// <summary>The same, for who fills the frame.</summary>
    internal Span<byte> Writable { get; }

    /// <summary>Samples in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Bytes from one sample to the next: 1, 2 or 4.</summary>
    public int Step { get; }
}
