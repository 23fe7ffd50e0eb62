using System.Diagnostics;
using DoorFace.Core.Audit;
using DoorFace.Host.Sockets;
using DoorFace.Host.Tests.Door;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Control;

/// <summary>Administrators who all ask as root are told apart in the audit, by what the kernel knows of them.</summary>
public class LoginUserTests
{
    [Theory]
    [InlineData(0u, 1000u, null, "uid 0 (login uid 1000)")]
    [InlineData(0u, 1000u, 1001u, "uid 0 (login uid 1000)")]
    [InlineData(1000u, 1000u, null, "uid 1000")]
    [InlineData(0u, null, 1001u, "uid 0 (SUDO_UID 1001, by their own word)")]
    [InlineData(0u, null, null, "uid 0")]
    [InlineData(0u, 0u, 1001u, "uid 0")]
    public void What_the_kernel_knows_goes_before_what_the_caller_says(uint user, uint? login, uint? hint, string said) =>
        Assert.Equal(said, LoginUser.Describe(user, login, hint));

    [Fact]
    public async Task Two_who_ask_as_root_are_told_apart()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/proc/self/loginuid"), "Only root can begin a login, on a kernel that keeps it.");
        await using var unit = await new BenchUnit().StartedAsync();
        Assert.SkipUnless(LogInAnd("1000", "true").Exit == 0, "This kernel lets no login be begun here.");
        string[] clear = ["dotnet", DoorFaceProgram.Path, "door", "clear-alarm", "--set", $"Control:Socket={unit.Socket}"];

        var quiet = 0;
        foreach (var user in (string[])["1000", "1001"])
        {
            unit.Put(Core.Door.DoorSensor.Tamper, active: true);
            await unit.UntilAsync(() => unit.View.State.TamperSince is not null, "the alarm is on");
            unit.Put(Core.Door.DoorSensor.Tamper, active: false);
            quiet++;
            await unit.UntilAsync(() => unit.Entries().Count(entry => entry.Kind == nameof(AuditKind.TamperQuiet)) == quiet, "the housing is closed");
            var (exit, said) = LogInAnd(user, clear);
            Assert.True(exit == 0, said);
            await unit.UntilAuditedAsync(AuditKind.TamperCleared, $"uid 0 (login uid {user})");
        }
    }

    private static (int Exit, string Said) LogInAnd(string user, params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "echo \"$0\" >/proc/self/loginuid && exec \"$@\"", user, .. command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
