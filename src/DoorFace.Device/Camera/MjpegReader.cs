using System.Buffers.Binary;

namespace DoorFace.Device.Camera;

/// <summary>
/// Cuts a stream of JPEG pictures into its pictures, by their segments: a preview within a picture does not end it. What lies between pictures is
/// skipped. Once its buffer has grown to the largest picture it allocates nothing.
/// </summary>
/// <param name="stream">The stream, from its beginning; it stays the caller's.</param>
/// <param name="name">What to call it in a message.</param>
internal sealed class MjpegReader(Stream stream, string name)
{
    /// <summary>Bytes of an encoded picture, at most: several times what a camera's largest takes.</summary>
    public const int LargestPicture = 16 << 20;

    private const byte Mark = 0xFF;
    private const byte StartOfPicture = 0xD8;
    private const byte EndOfPicture = 0xD9;
    private const byte StartOfScan = 0xDA;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Pictures read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The next picture, valid until the next call; empty after the last.</summary>
    /// <exception cref="CameraException">The stream ends within a picture, or a picture is broken or too large.</exception>
    public ReadOnlySpan<byte> Read()
    {
        if (!FindStart())
        {
            return [];
        }

        var at = 2;
        for (var code = MarkAt(ref at); code != EndOfPicture; code = MarkAt(ref at))
        {
            // The restart marks and one other have no content; all others begin with its length.
            if (code is not (0x01 or (>= 0xD0 and <= 0xD7)))
            {
                Require(at + 2);
                at += BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + at));
                at = code == StartOfScan ? EndOfScan(at) : at;
            }
        }

        Count++;
        var picture = _buffer.AsSpan(_start, at);
        _start += at;
        return picture;
    }

    private bool FindStart()
    {
        while (true)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf([Mark, StartOfPicture]);
            if (found >= 0)
            {
                _start += found;
                return true;
            }

            // The last byte may be the first half of what is looked for.
            _start = Math.Max(_start, _end - 1);
            if (!TryHave(2))
            {
                return false;
            }
        }
    }

    /// <summary>The code of the mark at this place, which moves behind it.</summary>
    private byte MarkAt(ref int at)
    {
        Require(at + 2);
        if (_buffer[_start + at] != Mark)
        {
            throw Wrong($"picture {Count} is broken");
        }

        // Any number of fill bytes may stand before a code.
        for (at++; _buffer[_start + at] == Mark; at++)
        {
            Require(at + 2);
        }

        return _buffer[_start + at++];
    }

    /// <summary>Where the compressed data that begins here ends: at the first mark that is not part of it.</summary>
    private int EndOfScan(int at)
    {
        while (true)
        {
            Require(at + 2);
            var marked = _buffer.AsSpan(_start + at, _end - _start - at - 1).IndexOf(Mark);
            if (marked < 0)
            {
                at = _end - _start - 1;
                continue;
            }

            at += marked;
            if (_buffer[_start + at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }
    }

    private void Require(int count)
    {
        if (count > LargestPicture)
        {
            throw Wrong($"picture {Count} is larger than {LargestPicture >> 20} MiB");
        }

        if (!TryHave(count))
        {
            throw Wrong($"it ends within picture {Count}");
        }
    }

    /// <summary>Reads until there are this many bytes; false when the stream ends before.</summary>
    private bool TryHave(int count)
    {
        if (_end - _start >= count)
        {
            return true;
        }

        var held = _buffer.AsSpan(_start, _end - _start);
        if (count > _buffer.Length)
        {
            var larger = new byte[Math.Max(count, 2 * _buffer.Length)];
            held.CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            held.CopyTo(_buffer);
        }

        (_start, _end) = (0, held.Length);
        try
        {
            _end += stream.ReadAtLeast(_buffer.AsSpan(_end), count - _end, throwOnEndOfStream: false);
        }
        catch (IOException fault)
        {
            throw Wrong(fault.Message.TrimEnd('.'));
        }

        return _end >= count;
    }

    private CameraException Wrong(string what) => RecordingFile.Broken(name, what);
}
