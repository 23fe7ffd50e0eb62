using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Processes;

/// <summary>
/// What the unit does about the network, one by one, for a program that no systemd starts: a network of its own with nothing but loopback, no sockets
/// but Unix-domain ones, and no diagnostics of .NET.
/// </summary>
internal static class Confinement
{
    private static readonly string Script = Path.Combine(RepositoryFiles.Root, "tests", "Support", "without-sockets.pl");

    /// <summary>Only loopback. Skips the test where this machine allows no namespaces.</summary>
    public static async Task<string[]> OwnNetworkAsync()
    {
        string[] command = Environment.IsPrivilegedProcess ? ["unshare", "--net", "--"] : ["unshare", "--map-root-user", "--net", "--"];
        var run = await ProgramRun.RunAsync(Path.GetTempPath(), command[0], [.. command[1..], "true"]);
        Assert.SkipUnless(run.ExitCode == 0, $"This machine allows no network namespaces: {string.Join(' ', run.Errors)}");
        return command;
    }

    /// <summary>The kernel refuses every socket but Unix-domain ones.</summary>
    public static string[] WithoutSockets { get; } = ["perl", Script];

    /// <summary>.NET listens for no debugger.</summary>
    public static string[] WithoutDiagnostics { get; } = ["env", "DOTNET_EnableDiagnostics=0"];

    /// <summary>All three, as the service has them.</summary>
    public static async Task<string[]> AsTheUnitAsync() => [.. WithoutDiagnostics, .. await OwnNetworkAsync(), .. WithoutSockets];
}
