using System.Diagnostics;

namespace DoorFace.Vision.Tests.Models;

public sealed class OnnxTelemetryTests
{
    [Fact]
    public void A_process_that_runs_every_model_writes_nothing_into_its_home()
    {
        using var home = new TemporaryFolder();
        var test = $"{typeof(ModelSessionTests).FullName}.{nameof(ModelSessionTests.Every_model_of_the_product_loads_and_runs)}";
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "DoorFace.Vision.Tests"))
        {
            ArgumentList = { "-method", test },
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
        Assert.Contains("Total: 4", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));
    }
}
