using System.Text.Json;
using DoorFace.SystemTests.Processes;

namespace DoorFace.SystemTests.Arm64;

/// <summary>A published <c>doorface</c> with a home and a database of its own.</summary>
/// <param name="folder">The published folder.</param>
/// <param name="home">An empty folder.</param>
/// <param name="launcher">The command that runs the program; empty where the machine runs it itself.</param>
internal sealed class PublishedProgram(string folder, string home, params string[] launcher)
{
    private const int AnswerIsNo = 1;

    /// <summary>Enrolls the one face in <paramref name="picture"/>.</summary>
    public async Task EnrollAsync(string name, string picture) => (await RunAsync("enroll", name, "--from", picture)).Dispose();

    /// <summary>What the program says of <paramref name="picture"/>.</summary>
    public Task<JsonDocument> IdentifyAsync(string picture) => RunAsync("identify", picture);

    private async Task<JsonDocument> RunAsync(params string[] arguments)
    {
        string[] command = [.. launcher, Path.Combine(folder, "doorface"), .. arguments, "--database", Path.Combine(home, "doorface.db"), "--json"];
        var run = await ProgramRun.RunAsync(home, command[0], command[1..]);
        Assert.True(
            run.ExitCode is 0 or AnswerIsNo,
            $"'{string.Join(' ', command)}' ended with exit code {run.ExitCode}: {string.Join('\n', run.Errors)}");
        return JsonDocument.Parse(string.Join('\n', run.Output));
    }
}
