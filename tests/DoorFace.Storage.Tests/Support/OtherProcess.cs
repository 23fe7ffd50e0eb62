using System.Diagnostics;

namespace DoorFace.Storage.Tests.Support;

/// <summary>Starts DoorFace.Storage.TestProcess; its verbs stand in its Program.cs.</summary>
internal static class OtherProcess
{
    public static readonly string Program = System.IO.Path.Combine(AppContext.BaseDirectory, "DoorFace.Storage.TestProcess.dll");

    public static Process Start(string verb, string path) => Start("dotnet", Program, verb, path);

    /// <summary>Kills it at a random instant of the changes that follow its first, each of which takes some ten milliseconds.</summary>
    /// <returns>How many it had acknowledged, by a plus each.</returns>
    public static int RunUntilKilled(string verb, string path, Random random)
    {
        using var process = Start(verb, path);
        Assert.Equal("+", process.StandardOutput.ReadLine());
        Thread.Sleep(TimeSpan.FromMilliseconds(random.NextDouble() * 150));
        process.Kill();
        var acknowledged = 1 + process.StandardOutput.ReadToEnd().Count(letter => letter == '+');
        process.WaitForExit();
        return acknowledged;
    }

    /// <summary>Runs to the end as a user whom permission bits bind, root too, and gives what it said.</summary>
    public static string RunWithoutPrivilege(string verb, string path)
    {
        // Root without this capability is held by the bits of the files it owns like anybody else.
        string[] drop = ["--bounding-set=-dac_override", "--inh-caps=-dac_override"];
        return Environment.IsPrivilegedProcess
            ? Run("setpriv", [.. drop, "dotnet", Program, verb, path])
            : Run("dotnet", [Program, verb, path]);
    }

    /// <summary>Runs in a mount namespace of its own where <paramref name="mount"/> was done; the mount ends with the process.</summary>
    public static string RunWithMount(string mount, string verb, string path) =>
        Run("unshare", ["--map-root-user", "--mount", "sh", "-c", mount + " && exec dotnet \"$@\"", "sh", Program, verb, path]);

    /// <summary>Skips the test where <see cref="RunWithMount"/> is not allowed.</summary>
    public static void RequireMounts() =>
        SkipUnlessItWorks("mounting in a namespace is not allowed here", "unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt");

    /// <summary>Skips the test, with the reason, where the system does not allow what the command does.</summary>
    public static void SkipUnlessItWorks(string reason, string command, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        try
        {
            using var process = Start(command, arguments);
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.SkipUnless(process.ExitCode == 0, reason);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"{reason}: {e.Message}");
        }
    }

    /// <summary>Runs a command to its end, and gives what it said.</summary>
    public static string Run(string command, string[] arguments)
    {
        using var process = Start(command, arguments);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }

    private static Process Start(string command, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
}
