using System.Diagnostics;

namespace DoorFace.Host.Tests.Support;

/// <summary>The real program, as it stands beside the tests.</summary>
internal static class DoorFaceProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "doorface.dll");

    /// <summary>Runs it to its end, in universal time unless the test says otherwise.</summary>
    public static (int Code, string Output, string Error) Run(IEnumerable<string> arguments, string zone = "UTC") => Run(Path, arguments, zone);

    /// <summary>Runs the one for PCs, likewise.</summary>
    public static (int Code, string Output, string Error) Simulate(IEnumerable<string> arguments) =>
        Run(System.IO.Path.Combine(AppContext.BaseDirectory, "doorface-sim.dll"), arguments, "UTC");

    private static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments, string zone)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TZ"] = zone;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
