using System.Net.Sockets;
using System.Text;

namespace DoorFace.SystemTests.Processes;

/// <summary>The real program tells systemd, on a socket like its own, that it is in service and goes on being so.</summary>
public sealed class SystemdTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-systemd-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_is_ready_when_the_lines_are_open_and_pets_the_watchdog_while_it_turns()
    {
        var path = Path.Combine(_folder.FullName, "notify.sock");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        systemd.ReceiveTimeout = 60_000;

        await using var door = await LiveDoor.StartAsync(_folder.FullName, new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path, ["WATCHDOG_USEC"] = "4000000" });

        Assert.Equal(["READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"], Enumerable.Range(0, 4).Select(_ => Heard(systemd)));
    }

    private static string Heard(Socket socket)
    {
        var buffer = new byte[100];
        return Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer));
    }
}
