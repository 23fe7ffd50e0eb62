using System.Diagnostics;

namespace DoorFace.SystemTests.Processes;

/// <summary>The real program as a process of its own, in a home that starts empty.</summary>
/// <param name="ExitCode">What it told the shell.</param>
/// <param name="Output">Lines of standard output.</param>
/// <param name="Errors">Lines of standard error.</param>
internal sealed record ProgramRun(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    /// <summary>Settings with which every frame of a recording counts as a quarter of a second, however long the machine takes for it.</summary>
    public static string[] EveryFrame { get; } = ["--set", "Camera:Pace=Fastest", "--set", "Camera:FrameRate=4"];

    /// <summary>Code that measures itself, to become faster later, only costs in a process of a few seconds.</summary>
    public static KeyValuePair<string, string> Unmeasured { get; } = new("DOTNET_TieredPGO", "0");

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(15);

    /// <summary>Runs the simulator's program: the door's own, over simulated GPIO.</summary>
    /// <param name="home">The folder that is its home.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<ProgramRun> SimulatorAsync(string home, params string[] arguments) => RunAsync(home, ProgramPath("doorface-sim"), arguments);

    /// <summary>Runs any program to its end; kills it when that takes too long.</summary>
    public static Task<ProgramRun> RunAsync(string home, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = home };
        start.Environment["HOME"] = home;
        start.Environment[Unmeasured.Key] = Unmeasured.Value;
        start.Environment.Remove("ORT_DISABLE_TELEMETRY");
        start.Environment.Remove("XDG_CACHE_HOME");
        start.Environment.Remove("XDG_DATA_HOME");
        return RunAsync(start, LongestRun);
    }

    /// <summary>Runs the simulator's program with something on its standard input, which then ends.</summary>
    public static async Task<ProgramRun> TypedAsync(string home, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "input=$1; shift; printf '%s' \"$input\" | \"$@\"", "sh", input, ProgramPath("doorface-sim"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
        };
        start.Environment["HOME"] = home;
        return await RunAsync(start, LongestRun);
    }

    /// <summary>Runs a program that builds something, in the environment of the tests.</summary>
    public static Task<ProgramRun> BuildAsync(string program, IEnumerable<string> arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }, LongestBuild);

    /// <summary>A program that stands beside the tests.</summary>
    public static string ProgramPath(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static async Task<ProgramRun> RunAsync(ProcessStartInfo start, TimeSpan longest)
    {
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(longest);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProgramRun(process.ExitCode, Lines(await output), Lines(await errors));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
