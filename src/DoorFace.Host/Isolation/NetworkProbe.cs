using DoorFace.Device.Kernel;

namespace DoorFace.Host.Isolation;

/// <summary>What this process could reach out of the machine with, as the kernel answers it right now.</summary>
/// <param name="Sockets">One of each kind that leads out, and what the kernel said.</param>
/// <param name="Interfaces">The network interfaces that it sees, but loopback.</param>
/// <param name="DiagnosticSockets">Where .NET's runtime listens for debuggers.</param>
internal sealed record NetworkProbe(IReadOnlyList<SocketTrial> Sockets, IReadOnlyList<string> Interfaces, IReadOnlyList<string> DiagnosticSockets)
{
    private const string Self = "/proc/self";

    /// <summary>All that is open, a part of a sentence each; none when this process cannot reach anything.</summary>
    public IEnumerable<string> Openings
    {
        get
        {
            if (Sockets.Where(socket => !socket.IsRefused).Select(socket => socket.Family).Distinct().ToList() is { Count: > 0 } families)
            {
                yield return $"the kernel does not refuse it sockets ({string.Join(", ", families)})";
            }

            if (Interfaces.Count > 0)
            {
                yield return $"it sees the network interface(s) {string.Join(", ", Interfaces)}";
            }

            if (DiagnosticSockets.Count > 0)
            {
                yield return $".NET listens for debuggers ({string.Join(", ", DiagnosticSockets)})";
            }
        }
    }

    /// <summary>Asks the kernel; makes no connection and sends nothing.</summary>
    /// <exception cref="IOException">The kernel does not tell.</exception>
    public static NetworkProbe Take() => new(SocketTrial.All(), NetworkInterfaces.SeenBy(Self), Device.Kernel.DiagnosticSockets.Of(Self, Path.GetTempPath()));

    /// <summary>Lets nothing start that could reach a network.</summary>
    /// <exception cref="NetworkReachableException">This process could, or the kernel does not tell.</exception>
    public static void Require()
    {
        NetworkProbe probe;
        try
        {
            probe = Take();
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException)
        {
            throw new NetworkReachableException($"it cannot be told ({untold.Message})");
        }

        if (probe.Openings.ToList() is { Count: > 0 } openings)
        {
            throw new NetworkReachableException(string.Join("; ", openings));
        }
    }

    /// <summary>The interfaces alone, without asking for a socket.</summary>
    /// <exception cref="IOException">The kernel does not tell.</exception>
    public static IReadOnlyList<string> SeenInterfaces() => NetworkInterfaces.SeenBy(Self);
}
