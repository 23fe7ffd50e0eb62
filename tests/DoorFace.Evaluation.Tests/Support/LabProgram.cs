using System.Diagnostics;

namespace DoorFace.Evaluation.Tests.Support;

/// <summary>The real programs, as they stand beside the tests.</summary>
internal static class LabProgram
{
    /// <summary>Runs the laboratory's to its end.</summary>
    public static (int Code, string Output, string Error) Run(params IEnumerable<string> arguments) => Run("doorface-lab.dll", arguments);

    /// <summary>Runs the door's to its end.</summary>
    public static (int Code, string Output, string Error) RunDoor(params IEnumerable<string> arguments) => Run("doorface.dll", arguments);

    private static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
