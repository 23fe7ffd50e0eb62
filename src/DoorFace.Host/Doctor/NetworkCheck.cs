using DoorFace.Device.Kernel;

namespace DoorFace.Host.Doctor;

/// <summary>
/// Whether the service is cut off from every network: it sees no interface but loopback, and the kernel filters its system calls. Without a service
/// only this command's own surroundings can be told, which are not those that systemd gives the service.
/// </summary>
internal sealed class NetworkCheck : ICheck
{
    private const string UseUnit = "Run the service by the unit file that the package brings (PrivateNetwork=yes, RestrictAddressFamilies=AF_UNIX).";

    public string Name => "network";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        if (unit.Service.Process is { } process)
        {
            LookAtService(Path.Combine(unit.Proc, $"{process}"), findings);
        }
        else
        {
            LookAtThis(unit, findings);
        }
    }

    private static void LookAtService(string process, Findings findings)
    {
        try
        {
            var interfaces = NetworkInterfaces.SeenBy(process);
            if (interfaces.Count > 0)
            {
                findings.Fail($"The service sees {string.Join(", ", interfaces)}.", UseUnit);
            }
            else
            {
                findings.Pass("The service sees no network interface but loopback.");
            }

            // The filter also keeps internet sockets from being made.
            if (ProcessConfinement.HasFilter(process))
            {
                findings.Pass("The kernel filters its system calls.");
            }
            else
            {
                findings.Warn("The kernel does not filter its system calls: it could make internet sockets.", UseUnit);
            }
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            findings.Warn($"What the service sees of the network could not be told: {refused.Message}", "Run it with sudo.");
        }
    }

    private static void LookAtThis(ExaminedUnit unit, Findings findings)
    {
        var interfaces = NetworkInterfaces.SeenBy(Path.Combine(unit.Proc, "self"));
        var granted = SocketTrial.All().Where(socket => !socket.IsRefused).Select(socket => socket.Family).Distinct().ToList();
        var socket = granted.Count > 0 ? $"can make sockets that lead out of the machine ({string.Join(", ", granted)})" : "can make no socket that leads out of the machine";
        if (interfaces.Count == 0)
        {
            findings.Pass($"This command sees no network interface but loopback, and {socket}.");
        }
        else
        {
            findings.Warn(
                $"This command sees {string.Join(", ", interfaces)}, and {socket}. What the service would see cannot be told while it does not run, or does not answer.",
                "Start the service and run it again; systemd cuts the service off.");
        }
    }
}
