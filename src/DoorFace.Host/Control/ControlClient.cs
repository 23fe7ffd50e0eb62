using System.Text.Json;

namespace DoorFace.Host.Control;

/// <summary>The administrator's end of the socket.</summary>
internal static class ControlClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="IOException">The service does not answer; the message says what to do.</exception>
    public static ControlReply Ask(string path, ControlRequest request, TimeProvider time)
    {
        try
        {
            using var socket = UnixSocket.Connect(path);
            ControlLine.Write(socket, JsonSerializer.Serialize(request, ControlJson.Default.ControlRequest));
            var line = ControlLine.Read(socket, time, Patience) ?? throw new IOException("The service has ended the call; try again.");
            return JsonSerializer.Deserialize(line, ControlJson.Default.ControlReply) ?? throw new JsonException("The answer is empty.");
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new IOException(
                $"{fault.Message} The door's service must be running ('systemctl status doorface'), its socket named by Control:Socket,"
                + " and you in the group 'doorface', or use sudo.",
                fault);
        }
    }
}
