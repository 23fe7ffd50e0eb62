using System.Diagnostics;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Models;

public sealed class OnnxTelemetryTests
{
    [Fact]
    public void A_process_that_runs_a_model_writes_nothing_into_its_home()
    {
        using var home = new TemporaryFolder();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "DoorFace.Vision.Tests"))
        {
            ArgumentList = { "-explicit", "only", "-method", $"{typeof(OnnxTelemetryTests).FullName}.{nameof(Run_a_model)}" },
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = home.Path;
        foreach (var name in (string[])["ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"])
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 1", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));
    }

    [Fact(Explicit = true)]
    public void Run_a_model()
    {
        using var session = Repository.Catalog().CreateSession(ModelRole.Landmarks);
        session.Run();
        Assert.True(float.IsFinite(session.Output(0)[0]));
    }
}
