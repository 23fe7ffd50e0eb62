using System.Text;
using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>Reads the frames of a YUV4MPEG2 stream one after the other; after the first it allocates nothing.</summary>
/// <param name="stream">The stream, from its beginning; it stays the caller's.</param>
/// <param name="name">What to call it in a message.</param>
/// <param name="pool">Where the frames come from.</param>
internal sealed class Y4mReader(Stream stream, string name, RecordingPool pool)
{
    private const int LongestLine = 1024;

    private readonly byte[] _mark = new byte[6];
    private Y4mHeader? _header;
    private long _read;

    private static ReadOnlySpan<byte> FrameMark => "FRAME"u8;

    /// <summary>The next frame, which the caller disposes; null after the last.</summary>
    /// <exception cref="CameraException">The stream is of another kind, or ends within a frame.</exception>
    public Frame? Read()
    {
        var header = _header ??= ReadHeader();
        var read = ReadUpTo(_mark);
        if (read == 0)
        {
            return null;
        }

        if (!_mark.AsSpan(0, read).StartsWith(FrameMark) || read < _mark.Length)
        {
            throw Wrong(read < _mark.Length ? $"it ends within frame {_read}" : $"there is no FRAME where frame {_read} should begin");
        }

        SkipParameters();
        var frame = pool.Rent(FrameFormat.Yuv420, header.Width, header.Height);
        if (ReadUpTo(frame.Pixels) < frame.Pixels.Length)
        {
            frame.Dispose();
            throw Wrong($"it ends within frame {_read}");
        }

        frame.Coding = header.Coding;
        _read++;
        return frame;
    }

    // Mostly there are none, and the mark's sixth byte already was the end of the line.
    private void SkipParameters()
    {
        for (var length = 0; _mark[5] != (byte)'\n'; length++)
        {
            if (length > LongestLine || ReadUpTo(_mark.AsSpan(5)) == 0)
            {
                throw Wrong($"the first line of frame {_read} has no end");
            }
        }
    }

    private Y4mHeader ReadHeader()
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next != '\n'; next = stream.ReadByte())
        {
            if (next < 0 || line.Length == LongestLine)
            {
                throw Wrong(line.Length == 0 ? "it is empty" : $"it does not begin with a line {Y4mHeader.Signature}");
            }

            line.Append((char)next);
        }

        if (line is [.., '\r'])
        {
            throw Wrong("its first line ends in CR and LF, as on Windows, and must end in LF alone: it was copied or written as a text, which damages pictures too");
        }

        try
        {
            return Y4mHeader.Parse(line.ToString());
        }
        catch (FormatException fault)
        {
            throw Wrong(fault.Message);
        }
    }

    private int ReadUpTo(Span<byte> bytes)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (IOException fault)
        {
            throw Wrong(fault.Message.TrimEnd('.'));
        }
    }

    private CameraException Wrong(string what) => RecordingFile.Broken(name, what);
}
