using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>Makes frames of what a camera's driver wrote. One thread reads; any may ask for the count.</summary>
internal sealed class V4l2FrameReader
{
    /// <summary>So many unusable frames in a row, and the camera counts as broken: two seconds at the usual rate.</summary>
    public const int MostUnusable = 30;

    private readonly string _name;
    private readonly IImageDecoder? _decoder;
    private readonly FramePool _pool;
    private readonly YuvCoding _coding;
    private int _inARow;
    private long _unusable;

    /// <param name="name">The camera, for messages.</param>
    /// <param name="format">What its driver is set to.</param>
    /// <param name="decoder">For JPEGs.</param>
    /// <exception cref="CameraException">The format makes no picture, or an interlaced one.</exception>
    public V4l2FrameReader(string name, in V4l2PixelFormat format, IImageDecoder decoder)
    {
        if (format.Field is not (V4l2PixelFormat.NoField or V4l2PixelFormat.AnyField))
        {
            throw new CameraException(
                $"The camera {name} gives interlaced pictures (field {format.Field}), in which whoever moves is torn into lines. Ask for another size, or use"
                + " another camera.");
        }

        _name = name;
        var kind = (V4l2Format)format.PixelFormat;
        var encoded = kind == V4l2Format.Mjpg;
        _decoder = encoded ? decoder : null;
        _coding = V4l2Coding.Of(format.ColorSpace, format.Encoding, format.Quantization);
        var stride = encoded ? 0 : format.BytesPerLine;
        if (!Frame.IsPicture(FrameFormatOf(kind), format.Width, format.Height, stride))
        {
            throw new CameraException(
                $"The camera {name} says that its pictures have {format.Width}x{format.Height} pixels in rows of {format.BytesPerLine} bytes, which is no"
                + $" picture in {kind.ToString().ToUpperInvariant()}. Use another size or another camera.");
        }

        _pool = new FramePool(FrameFormatOf(kind), format.Width, format.Height, stride);
    }

    /// <summary>Frames that could not be used.</summary>
    public long Unusable => Interlocked.Read(ref _unusable);

    /// <summary>The frame; null when it cannot be used: the driver says it is damaged, it is short, or it is no JPEG.</summary>
    /// <exception cref="CameraException">Too many in a row could not be used.</exception>
    public Frame? Read(ReadOnlySpan<byte> content, bool damaged)
    {
        if (!damaged && TryRead(content) is { } frame)
        {
            _inARow = 0;
            return frame;
        }

        Interlocked.Increment(ref _unusable);
        _inARow++;
        return _inARow < MostUnusable
            ? null
            : throw new CameraException(
                $"The camera {_name} gave {MostUnusable} frames in a row that are damaged. Look at its cable, plug it into another port, away from other"
                + " cameras, or ask for a smaller picture.");
    }

    private Frame? TryRead(ReadOnlySpan<byte> content)
    {
        var frame = _pool.Rent();
        if (_decoder is not null ? TryDecode(content, frame) : TryCopy(content, frame))
        {
            return frame;
        }

        frame.Dispose();
        return null;
    }

    private bool TryCopy(ReadOnlySpan<byte> content, Frame frame)
    {
        var pixels = frame.Pixels;
        if (content.Length < pixels.Length)
        {
            return false;
        }

        content[..pixels.Length].CopyTo(pixels);
        frame.Coding = _coding;
        return true;
    }

    private bool TryDecode(ReadOnlySpan<byte> content, Frame frame)
    {
        try
        {
            _decoder!.Decode(content, _name, frame);
            return true;
        }
        catch (ImageFormatException)
        {
            return false;
        }
    }

    private static FrameFormat FrameFormatOf(V4l2Format format) => format switch
    {
        V4l2Format.Yu12 => FrameFormat.Yuv420,
        V4l2Format.Nv12 => FrameFormat.Nv12,
        V4l2Format.Yuyv => FrameFormat.Yuyv,
        _ => FrameFormat.Rgba32,
    };
}
