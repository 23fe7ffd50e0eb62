using System.Text;

namespace DoorFace.Host.Control;

/// <summary>Reads and writes the one line that goes each way.</summary>
internal static class ControlLine
{
    /// <summary>Bytes of the longest line.</summary>
    public const int Longest = 4096;

    /// <summary>The line, without its end; null when it does not end, or is too long.</summary>
    /// <param name="socket">Where it comes from.</param>
    /// <param name="time">Measures.</param>
    /// <param name="limit">How long the whole line may take.</param>
    /// <exception cref="IOException">It did not come in time.</exception>
    public static string? Read(UnixSocket socket, TimeProvider time, TimeSpan limit)
    {
        var start = time.GetTimestamp();
        var buffer = new byte[Longest];
        for (var length = 0; length < buffer.Length;)
        {
            // What is left of the whole time: a byte now and then must not keep a place for hours.
            var left = limit - time.GetElapsedTime(start);
            socket.LimitWaits(left > TimeSpan.FromMilliseconds(1) ? left : throw new IOException("The line did not end in time."));
            var count = socket.Read(buffer.AsSpan(length));
            if (buffer.AsSpan(length, count).IndexOf((byte)'\n') is >= 0 and var end)
            {
                return Encoding.UTF8.GetString(buffer, 0, length + end);
            }

            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        return null;
    }

    public static void Write(UnixSocket socket, string line) => socket.Write(Encoding.UTF8.GetBytes(line + "\n"));
}
