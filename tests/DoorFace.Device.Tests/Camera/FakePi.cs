using System.Diagnostics;
using System.Globalization;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

/// <summary>A folder with an rpicam-vid in it that fares as told; tests/DoorFace.FakeRpicam says what can be told. It is gone after the test.</summary>
internal sealed class FakePi : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-pi-");

    public FakePi(params ReadOnlySpan<(string Name, string Value)> fate)
    {
        // The shell becomes the program: the number that it writes down is the program's.
        List<string> script = ["#!/bin/sh", $"echo $$ > {Quoted(ProcessFile)}.new", $"mv {Quoted(ProcessFile)}.new {Quoted(ProcessFile)}"];
        foreach (var (name, value) in fate)
        {
            script.Add($"export FAKE_RPICAM_{name}={Quoted(value)}");
        }

        script.Add($"exec dotnet {Quoted(Path.Combine(AppContext.BaseDirectory, "rpicam-vid.dll"))} \"$@\"");
        File.WriteAllLines(Program, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The program.</summary>
    public string Program => Path.Combine(_folder.FullName, "rpicam-vid");

    private string ProcessFile => Path.Combine(_folder.FullName, "process");

    public RpicamCamera Camera(RpicamOptions? options = null) => new(options ?? new RpicamOptions(), TimeProvider.System, Program);

    /// <summary>The number of the program that was started last, waiting until one was.</summary>
    public async Task<int> ProcessAsync(CancellationToken cancellationToken)
    {
        while (!File.Exists(ProcessFile))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return int.Parse(await File.ReadAllTextAsync(ProcessFile, cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Starts another process that has this one's camera as its own: see the verbs of tests/DoorFace.FakeRpicam.</summary>
    /// <param name="before">What it is run through.</param>
    /// <param name="verb">What it does.</param>
    public Process StartParent(IReadOnlyList<string> before, params IReadOnlyList<string> verb)
    {
        string[] command = [.. before, "dotnet", Path.Combine(AppContext.BaseDirectory, "rpicam-vid.dll"), .. verb];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
