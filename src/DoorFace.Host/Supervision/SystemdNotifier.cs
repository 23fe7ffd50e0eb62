using System.Text;
using DoorFace.Host.Sockets;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Supervision;

/// <summary>Tells systemd how the service is (the protocol of sd_notify). Without systemd it does nothing.</summary>
/// <param name="socket">Where systemd listens; null without systemd.</param>
/// <param name="logger">Told when systemd cannot be reached.</param>
public sealed class SystemdNotifier(string? socket, ILogger<SystemdNotifier> logger)
{
    /// <summary>Where systemd says that it listens (<c>NOTIFY_SOCKET</c>); null when it does not.</summary>
    public static string? SocketFromEnvironment => Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 } path ? path : null;

    /// <param name="state">Such as <c>READY=1</c>.</param>
    public void Tell(string state)
    {
        if (socket is null)
        {
            return;
        }

        try
        {
            UnixSocket.Send(socket, Encoding.ASCII.GetBytes(state));
        }
        catch (IOException exception)
        {
            logger.SystemdNotTold(exception.Message);
        }
    }
}
