using DoorFace.Device.Kernel;

namespace DoorFace.SystemTests.Processes;

/// <summary>The door's own program runs only where the kernel gives it no way out of the machine; each way is opened once here.</summary>
public sealed class NetworkRefusalTests : IDisposable
{
    private const string Refusal = "does not run where it could reach a network";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("doorface-network-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task It_refuses_where_the_kernel_would_grant_it_a_socket_that_leads_out()
    {
        var message = await RefuseAsync([.. Confinement.WithoutDiagnostics, .. await Confinement.OwnNetworkAsync()]);

        foreach (var family in SocketTrial.All().Where(socket => !socket.IsRefused).Select(socket => socket.Family))
        {
            Assert.Contains(family, message, StringComparison.Ordinal);
        }

        Assert.Contains("AF_INET", message, StringComparison.Ordinal);
        Assert.DoesNotContain("interface(s)", message, StringComparison.Ordinal);
        Assert.DoesNotContain("debuggers", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_refuses_where_it_sees_a_network_interface()
    {
        var network = await Confinement.OwnNetworkAsync();
        string[] withInterface = [.. network, "sh", "-c", "ip link add wire0 type veth peer name wire1 && exec \"$@\"", "sh"];
        var possible = await ProgramRun.RunAsync(_home.FullName, withInterface[0], [.. withInterface[1..], "true"]);
        Assert.SkipUnless(possible.ExitCode == 0, $"This machine lets nobody make a network interface: {string.Join(' ', possible.Errors)}");

        var message = await RefuseAsync([.. Confinement.WithoutDiagnostics, .. withInterface, .. Confinement.WithoutSockets]);

        Assert.Contains("it sees the network interface(s) wire1, wire0", message, StringComparison.Ordinal);
        Assert.DoesNotContain("AF_", message[..message.IndexOf("Start it", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_refuses_while_dotnet_listens_for_debuggers()
    {
        var message = await RefuseAsync([.. await Confinement.OwnNetworkAsync(), .. Confinement.WithoutSockets]);

        Assert.Contains("/dotnet-diagnostic-", message, StringComparison.Ordinal);
        Assert.DoesNotContain("interface(s)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_off_as_by_its_unit_it_goes_on()
    {
        Assert.SkipWhen(Directory.GetFiles("/dev", "gpiochip*").Length > 0, "This machine has GPIO, which a test must not touch.");

        var run = await RunAsync(await Confinement.AsTheUnitAsync(), "doorface");

        // To the lines that this machine does not have.
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(run.Errors, line => line.Contains("GPIO", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Errors, line => line.Contains(Refusal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_simulators_program_goes_on_with_a_warning_where_there_is_a_network()
    {
        var interfaces = NetworkInterfaces.SeenBy("/proc/self");
        Assert.SkipWhen(interfaces.Count == 0, "This machine has no network interface to be warned of.");

        var run = await RunAsync([], "doorface-sim", "--set", "Models:Manifest=/no/such/models.json");

        Assert.Contains(run.Errors, line => line.StartsWith("note: ", StringComparison.Ordinal) && line.Contains(interfaces[0], StringComparison.Ordinal));
        Assert.Contains(run.Errors, line => line.Contains("/no/such/models.json", StringComparison.Ordinal));
    }

    private async Task<string> RefuseAsync(string[] confinement)
    {
        // With what would open the door before anything else goes wrong.
        var run = await RunAsync(confinement, "doorface", "--persist");

        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Output);
        var message = Assert.Single(run.Errors);
        Assert.Contains(Refusal, message, StringComparison.Ordinal);
        Assert.Contains("systemctl start doorface", message, StringComparison.Ordinal);
        Assert.Empty(_home.EnumerateFileSystemInfos());
        return message;
    }

    private Task<ProgramRun> RunAsync(string[] confinement, string program, params string[] more)
    {
        string[] command = [.. confinement, ProgramRun.ProgramPath(program), "run", "--database", Path.Combine(_home.FullName, "doorface.db"), .. more];
        return ProgramRun.RunAsync(_home.FullName, command[0], command[1..]);
    }
}
