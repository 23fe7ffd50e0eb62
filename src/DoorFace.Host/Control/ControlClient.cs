using System.Text.Json;
using DoorFace.Host.Sockets;

namespace DoorFace.Host.Control;

/// <summary>The administrator's end of the socket: one request, then replies, and further lines to the service where the command takes some.</summary>
internal sealed class ControlClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly UnixSocket _socket;
    private readonly ControlLines _lines;

    private ControlClient(UnixSocket socket)
    {
        _socket = socket;
        _lines = new ControlLines(socket, ControlReply.LongestLine);
    }

    /// <summary>Connects; null when no service listens.</summary>
    /// <exception cref="IOException">It is not permitted; the message says what to do.</exception>
    public static ControlClient? TryConnect(string path) => Advise(() => UnixSocket.TryConnect(path)) is { } socket ? new ControlClient(socket) : null;

    /// <summary>Connects.</summary>
    /// <exception cref="IOException">The service does not answer; the message says what to do.</exception>
    public static ControlClient Connect(string path) =>
        TryConnect(path) ?? Advise<ControlClient>(() => throw new IOException($"Nobody listens on the socket '{path}'."));

    /// <summary>Asks for something that is answered by one line.</summary>
    /// <exception cref="IOException">The service does not answer; the message says what to do.</exception>
    public static ControlReply Ask(string path, ControlRequest request, TimeProvider time)
    {
        using var client = Connect(path);
        return client.Stream(request, time).Last();
    }

    /// <summary>Sends the request, and reads replies to the last one.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="time">Measures.</param>
    /// <param name="lasting">Whether the next reply may take as long as it does.</param>
    /// <param name="cancellation">Ends the connection, and the sequence with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="IOException">The service does not answer; the message says what to do.</exception>
    public IEnumerable<ControlReply> Stream(ControlRequest request, TimeProvider time, bool lasting = false, CancellationToken cancellation = default)
    {
        using var ending = cancellation.Register(_socket.Shutdown);
        try
        {
            Say(JsonSerializer.Serialize(request, ControlJson.Default.ControlRequest));
        }
        catch (IOException)
        {
            // Turned away before it was heard: why stands in the reply.
        }

        ControlReply reply;
        do
        {
            reply = Advise(() => Read(time, lasting ? null : Patience, cancellation));
            yield return reply;
        }
        while (reply.More);
    }

    /// <summary>Says a further line.</summary>
    /// <exception cref="IOException">The service is gone.</exception>
    public void Say(string line) => _lines.Write(line, Patience);

    public void Dispose() => _socket.Dispose();

    private ControlReply Read(TimeProvider time, TimeSpan? limit, CancellationToken cancellation)
    {
        string? line;
        try
        {
            line = _lines.Read(time, limit);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            line = null;
        }

        cancellation.ThrowIfCancellationRequested();
        return line is null
            ? throw new IOException("The service has ended the call; try again.")
            : JsonSerializer.Deserialize(line, ControlJson.Default.ControlReply) ?? throw new JsonException("The answer is empty.");
    }

    private static T Advise<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception fault) when (fault is IOException or JsonException or RefusedRequestException)
        {
            throw new IOException(
                $"{fault.Message} The door's service must be running ('systemctl status doorface'), its socket named by Control:Socket,"
                + " and you in the group 'doorface', or use sudo.",
                fault);
        }
    }
}
