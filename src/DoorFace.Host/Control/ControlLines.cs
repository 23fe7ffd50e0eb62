using System.Text;
using DoorFace.Host.Sockets;

namespace DoorFace.Host.Control;

/// <summary>The lines that come and go on a connection: UTF-8, each ended by a line feed.</summary>
/// <param name="socket">The connection.</param>
/// <param name="longest">Bytes of the longest line that is read, its end included.</param>
internal sealed class ControlLines(UnixSocket socket, int longest)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[] _buffer = new byte[longest];
    private int _length;

    /// <summary>Whether more has come than what was read.</summary>
    public bool HasMore => _length > 0;

    /// <summary>The next line, without its end; null when the connection has ended.</summary>
    /// <param name="time">Measures.</param>
    /// <param name="limit">How long the whole line may take; null for as long as it does.</param>
    /// <exception cref="IOException">It did not come in time, or the connection broke.</exception>
    /// <exception cref="RefusedRequestException">It is too long, not ended, or no text.</exception>
    public string? Read(TimeProvider time, TimeSpan? limit)
    {
        var start = time.GetTimestamp();
        for (var seen = 0; ;)
        {
            if (_buffer.AsSpan(seen, _length - seen).IndexOf((byte)'\n') is >= 0 and var found)
            {
                return Take(seen + found);
            }

            if (_length == longest)
            {
                throw new RefusedRequestException($"A line has at most {longest} bytes.");
            }

            // What is left of the whole time: a byte now and then must not keep a place for hours.
            socket.LimitReads(limit is not { } most ? TimeSpan.Zero : Left(most - time.GetElapsedTime(start)));
            seen = _length;
            var count = socket.Read(_buffer.AsSpan(_length));
            if (count == 0)
            {
                return _length == 0 ? null : throw new RefusedRequestException("The line has no end.");
            }

            _length += count;
        }
    }

    /// <summary>Writes a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="limit">How long each part of it may wait for the other end to take it.</param>
    /// <exception cref="IOException">The other end is gone or takes nothing.</exception>
    public void Write(string line, TimeSpan limit)
    {
        socket.LimitWrites(Left(limit));
        socket.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private static TimeSpan Left(TimeSpan left) => left > TimeSpan.FromMilliseconds(1) ? left : throw new IOException("The line did not end in time.");

    private string Take(int end)
    {
        try
        {
            return Strict.GetString(_buffer, 0, end);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedRequestException("The line is no UTF-8.");
        }
        finally
        {
            _length -= end + 1;
            _buffer.AsSpan(end + 1, _length).CopyTo(_buffer);
        }
    }
}
