using System.Diagnostics;
using System.Globalization;
using DoorFace.Core.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Sockets;
using DoorFace.Host.Tests.Door;
using DoorFace.Storage.Keys;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Control;

/// <summary>Who may ask the service, also when the socket's mode lets everybody in.</summary>
public class PermissionTests
{
    private const uint Stranger = 64123;

    [Theory]
    [InlineData(0u, 7u, null, true)] // root
    [InlineData(100u, 7u, null, true)] // the service's user
    [InlineData(1000u, 50u, null, true)] // the socket's group
    [InlineData(1000u, 7u, 50u, true)] // among others, the socket's group
    [InlineData(1000u, 7u, 51u, false)]
    [InlineData(50u, 100u, 0u, false)]
    public void Root_the_service_and_the_sockets_group_may_ask(uint user, uint group, uint? other, bool allowed) =>
        Assert.Equal(allowed, new CallerPermission(ServiceUser: 100, SocketGroup: 50).Allows(new PeerIdentity(user, group, other is { } one ? [1, one] : [])));

    [Fact]
    public async Task A_process_of_another_user_is_refused_and_audited_and_one_of_the_group_is_answered()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        OpenToEverybody(unit.Socket);
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can start a process of another user.");
        Assert.SkipUnless(RunAs(Stranger, [], "test", "-r", DoorFaceProgram.Path).Code == 0, "Another user cannot read the folder in which these tests were built.");
        string[] status = ["dotnet", DoorFaceProgram.Path, "status", "--set", $"Control:Socket={unit.Socket}"];

        var (code, _, error) = RunAs(Stranger, [], status);
        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains("uid 64123 may not ask the service", error, StringComparison.Ordinal);
        await unit.UntilAuditedAsync(AuditKind.CallerRefused, "uid 64123");

        Assert.Equal((ExitCodes.Success, ""), (RunAs(Stranger, [FileOwner.Of(unit.Socket).Group], status) is var (granted, _, told) ? (granted, told) : default));
    }

    private static void OpenToEverybody(string socket)
    {
        const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(socket, Everything);
            File.SetUnixFileMode(Path.GetDirectoryName(socket)!, Everything);
        }
    }

    private static (int Code, string Output, string Error) RunAs(uint user, uint[] groups, params string[] command)
    {
        string[] of = groups.Length == 0 ? ["--clear-groups"] : ["--groups", string.Join(',', groups.Select(group => group.ToString(CultureInfo.InvariantCulture)))];
        var start = new ProcessStartInfo("setpriv", ["--reuid", $"{user}", "--regid", $"{user}", .. of, .. command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = "/nonexistent";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
