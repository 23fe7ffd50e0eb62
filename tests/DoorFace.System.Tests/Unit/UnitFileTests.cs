using System.Globalization;
using System.Text.RegularExpressions;
using DoorFace.SystemTests.Processes;

namespace DoorFace.SystemTests.Unit;

/// <summary>What the product promises of its service, in the unit that is shipped; scripts/test-install.sh lets systemd do it.</summary>
public sealed partial class UnitFileTests
{
    private const string Analyze = "/usr/bin/systemd-analyze";
    private const double MostExposed = 1.5;

    private readonly UnitFile _unit = UnitFile.Read();

    /// <summary>What keeps the service to itself: each directive once, with this value. Those with a test of their own are not among them.</summary>
    public static TheoryData<string, string> Walls => new()
    {
        { "User", "doorface" },
        { "StateDirectoryMode", "0700" },
        { "RuntimeDirectoryMode", "0750" },
        { "RuntimeDirectoryPreserve", "restart" },
        { "UMask", "0077" },
        { "ProtectSystem", "strict" },
        { "ProtectHome", "yes" },
        { "PrivateTmp", "yes" },
        { "PrivateMounts", "yes" },
        { "NoNewPrivileges", "yes" },
        { "CapabilityBoundingSet", "" },
        { "AmbientCapabilities", "" },
        { "RestrictSUIDSGID", "yes" },
        { "RestrictRealtime", "yes" },
        { "RestrictNamespaces", "yes" },
        { "LockPersonality", "yes" },
        { "RemoveIPC", "yes" },
        { "KeyringMode", "private" },
        { "ProtectClock", "yes" },
        { "ProtectControlGroups", "yes" },
        { "ProtectHostname", "yes" },
        { "ProtectKernelLogs", "yes" },
        { "ProtectKernelModules", "yes" },
        { "ProtectKernelTunables", "yes" },
        { "ProtectProc", "default" },
        { "SystemCallArchitectures", "native" },
        { "SystemCallErrorNumber", "EPERM" },
    };

    [Fact]
    public void After_the_end_of_any_kind_the_outputs_are_driven_to_their_safe_levels()
    {
        var run = _unit.Single("Service", "ExecStart");
        var safeState = _unit.Single("Service", "ExecStopPost");

        Assert.Equal("/usr/lib/doorface/doorface run --persist --config /etc/doorface/appsettings.json", run);
        // The same wiring, or other lines would be made safe than were driven.
        Assert.Equal(run.Replace(" run --persist ", " safe-state ", StringComparison.Ordinal), safeState);
    }

    [Fact]
    public void A_program_that_makes_no_progress_is_killed_within_ten_seconds()
    {
        Assert.Equal("notify", _unit.Single("Service", "Type"));
        Assert.Equal("main", _unit.Single("Service", "NotifyAccess"));
        Assert.InRange(int.Parse(_unit.Single("Service", "WatchdogSec"), CultureInfo.InvariantCulture), 1, 10);
        Assert.Equal("SIGKILL", _unit.Single("Service", "WatchdogSignal"));
    }

    [Fact]
    public void The_door_comes_back_however_often_it_fails()
    {
        Assert.Equal("always", _unit.Single("Service", "Restart"));
        Assert.Equal("0", _unit.Single("Unit", "StartLimitIntervalSec"));
        Assert.InRange(int.Parse(_unit.Single("Service", "RestartSec"), CultureInfo.InvariantCulture), 1, 5);
    }

    [Fact]
    public void There_is_no_network_and_the_start_waits_for_none()
    {
        Assert.Equal("yes", _unit.Single("Service", "PrivateNetwork"));
        Assert.Equal("any", _unit.Single("Service", "IPAddressDeny"));
        Assert.Equal("AF_UNIX", _unit.Single("Service", "RestrictAddressFamilies"));
        // Behind these sockets, which are files, somebody else would speak on the network.
        Assert.Superset(
            new HashSet<string> { "-/run/dbus", "-/run/avahi-daemon", "-/run/systemd/resolve", "-/run/NetworkManager", "-/run/docker.sock" },
            _unit.Service("InaccessiblePaths").SelectMany(paths => paths.Split(' ')).ToHashSet());
        Assert.DoesNotContain(_unit.Keys, entry => entry.Key is "IPAddressAllow" or "Sockets" or "JoinsNamespaceOf");
        Assert.DoesNotContain(
            _unit.Keys.Where(entry => entry.Section == "Unit").Select(entry => _unit.Single(entry.Section, entry.Key)),
            value => value.Contains("network", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Walls))]
    public void The_service_is_kept_to_itself(string directive, string value) => Assert.Equal(value, _unit.Single("Service", directive));

    [Fact]
    public void No_system_call_is_allowed_but_those_of_a_service_and_two_that_dotnet_needs() => Assert.Equal(
        ["@system-service", "~@privileged @resources", "~@aio", "sched_setaffinity setpriority"], _unit.Service("SystemCallFilter"));

    [Fact]
    public void Nothing_takes_a_wall_down_again()
    {
        string[] gaps = ["SupplementaryGroups", "ReadWritePaths", "BindPaths", "NetworkNamespacePath", "SecureBits", "PermissionsStartOnly", "PassEnvironment", "DynamicUser"];

        Assert.Empty(_unit.Keys.Select(entry => entry.Key).Intersect(gaps));
        // A '+' or '!' before the program would run it with full privileges, outside of every wall.
        Assert.All(_unit.Keys.Where(entry => entry.Key.StartsWith("Exec", StringComparison.Ordinal)), entry => Assert.StartsWith("/", _unit.Single(entry.Section, entry.Key), StringComparison.Ordinal));
    }

    [Fact]
    public void The_gpio_chips_and_cameras_are_reachable_and_no_other_hardware()
    {
        Assert.Equal("closed", _unit.Single("Service", "DevicePolicy"));
        Assert.Equal(
            ["char-gpiochip rw", "char-video4linux rw", "char-media rw", "char-dma_heap rw"], _unit.Service("DeviceAllow"));
        Assert.Empty(_unit.Service("PrivateDevices"));
    }

    [Fact]
    public void Faces_reach_no_core_file_no_swap_and_no_telemetry()
    {
        Assert.Equal("0", _unit.Single("Service", "LimitCORE"));
        Assert.Equal("0", _unit.Single("Service", "MemorySwapMax"));
        var environment = _unit.Single("Service", "Environment").Split(' ');
        Assert.Contains("ORT_DISABLE_TELEMETRY=1", environment);
        Assert.Contains("DOTNET_EnableDiagnostics=0", environment);
    }

    [Fact]
    public async Task Systemd_finds_the_exposure_low()
    {
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed (Debian's package 'systemd').");
        var run = await ProgramRun.RunAsync(Path.GetTempPath(), Analyze, "security", "--offline=true", "--no-pager", UnitFile.Location);
        Assert.SkipWhen(
            run.Errors.Any(line => line.Contains("unrecognized option", StringComparison.Ordinal)), "This systemd-analyze is too old to look at a file.");

        var exposure = Exposure().Match(run.Output[^1]);
        Assert.True(exposure.Success, string.Join('\n', run.Output.Concat(run.Errors)));
        Assert.InRange(double.Parse(exposure.Groups[1].Value, CultureInfo.InvariantCulture), 0, MostExposed);
    }

    // With the program's place taken by one that every machine has: systemd looks whether it is there.
    [Fact]
    public async Task Systemd_finds_nothing_wrong()
    {
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed (Debian's package 'systemd').");
        var folder = Directory.CreateTempSubdirectory("doorface-unit-");
        try
        {
            var unit = Path.Combine(folder.FullName, Path.GetFileName(UnitFile.Location));
            var text = await File.ReadAllTextAsync(UnitFile.Location, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                unit, text.Replace("/usr/lib/doorface/doorface ", "/bin/true ", StringComparison.Ordinal), TestContext.Current.CancellationToken);

            var run = await ProgramRun.RunAsync(folder.FullName, Analyze, "verify", "--man=no", unit);

            // It reads the machine's own units too, and may have something to say about those.
            Assert.DoesNotContain(run.Errors, line => line.Contains("doorface", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"Overall exposure level for [^:]*doorface\.service[^:]*: (\d+\.\d+)")]
    private static partial Regex Exposure();
}
