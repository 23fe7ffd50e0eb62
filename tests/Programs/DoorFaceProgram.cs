using System.Diagnostics;

namespace DoorFace.Tests.Support;

/// <summary>The real programs, as they stand beside the tests.</summary>
internal static class DoorFaceProgram
{
    public static string Path { get; } = Beside("doorface.dll");

    /// <summary>Runs the door's to its end, in universal time unless the test says otherwise.</summary>
    public static (int Code, string Output, string Error) Run(IEnumerable<string> arguments, string zone = "UTC") => Run(Path, arguments, zone);

    /// <summary>Runs the one for PCs, likewise.</summary>
    public static (int Code, string Output, string Error) Simulate(IEnumerable<string> arguments) => Run(Beside("doorface-sim.dll"), arguments, "UTC");

    /// <summary>Runs the laboratory's, likewise.</summary>
    public static (int Code, string Output, string Error) Measure(IEnumerable<string> arguments) => Run(Beside("doorface-lab.dll"), arguments, "UTC");

    private static string Beside(string program) => System.IO.Path.Combine(AppContext.BaseDirectory, program);

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
