using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Host.Sockets;

namespace DoorFace.Host.Doctor;

/// <summary>The service, asked once before everything is looked at.</summary>
/// <param name="Socket">Where it was asked.</param>
/// <param name="Status">What it says; null when it does not run or could not be asked.</param>
/// <param name="User">The user it runs as; null when nobody answers.</param>
/// <param name="Process">Its process; null likewise.</param>
/// <param name="Unknown">Why it cannot be told whether it runs, or how it is; null when that is known.</param>
internal sealed record RunningService(string Socket, DoorStatus? Status, uint? User, int? Process, string? Unknown)
{
    /// <summary>Nobody listens: it certainly does not run.</summary>
    public bool IsStopped => Status is null && Unknown is null;

    public static RunningService Ask(DoorFaceSettings settings, TimeProvider time)
    {
        var path = settings.Control.FullSocketPath(settings.Storage);
        (int Process, uint User) peer;
        try
        {
            using var socket = UnixSocket.TryConnect(path);
            if (socket is null)
            {
                return new RunningService(path, null, null, null, null);
            }

            peer = (socket.PeerProcess, socket.Peer.User);
        }
        catch (IOException fault)
        {
            return new RunningService(path, null, null, null, fault.Message);
        }

        try
        {
            var reply = ControlClient.Ask(path, new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.Status), time);
            return new RunningService(path, reply.Status, peer.User, peer.Process, reply.Status is null ? $"The service says: {reply.Message}" : null);
        }
        catch (IOException fault)
        {
            return new RunningService(path, null, peer.User, peer.Process, fault.Message);
        }
    }
}
