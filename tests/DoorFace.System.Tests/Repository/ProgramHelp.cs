using System.Text.RegularExpressions;
using DoorFace.SystemTests.Processes;

namespace DoorFace.SystemTests.Repository;

/// <summary>What the built programs say of their commands.</summary>
internal sealed partial class ProgramHelp
{
    // Options that work and that no help shows.
    private static readonly string[] Hidden = ["--set-covers"];

    private readonly Dictionary<string, string> _said = [];

    /// <summary>Every command of a program that does something, such as <c>doorface door release</c>.</summary>
    public async Task<IReadOnlyList<string>> CommandsAsync(string program)
    {
        var found = new List<string>();
        foreach (var name in Commands(await AskAsync(program)))
        {
            var below = await CommandsAsync($"{program} {name}");
            found.AddRange(below.Count > 0 ? below : [$"{program} {name}"]);
        }

        return found;
    }

    /// <summary>What is wrong with a command; null when the program knows it and each of its options.</summary>
    public async Task<string?> ComplaintAsync(ShownCommand shown)
    {
        var path = shown.Program;
        if (!File.Exists(ProgramRun.ProgramPath(path)))
        {
            return $"there is no program {path} beside the tests";
        }

        var help = await AskAsync(path);
        foreach (var word in shown.Words)
        {
            var commands = Commands(help);
            if (commands.Count == 0 || !Word().IsMatch(word))
            {
                break;
            }

            if (!commands.Contains(word))
            {
                // A word that stands for what the command itself takes.
                return help.Contains("Arguments:", StringComparison.Ordinal) ? null : $"{path} has no command {word}";
            }

            path += $" {word}";
            help = await AskAsync(path);
        }

        var unknown = shown.Words.Select(word => Option().Match(word).Value).FirstOrDefault(option =>
            option.Length > 0 && !Hidden.Contains(option) && !Regex.IsMatch(help, $@"{option}(?![\w-])"));
        return unknown is null ? null : $"{path} has no option {unknown}";
    }

    private async Task<string> AskAsync(string path)
    {
        if (!_said.TryGetValue(path, out var help))
        {
            var words = path.Split(' ');
            var run = await ProgramRun.RunAsync(AppContext.BaseDirectory, ProgramRun.ProgramPath(words[0]), [.. words[1..], "--help"]);
            Assert.Equal(0, run.ExitCode);
            _said[path] = help = string.Join('\n', run.Output);
        }

        return help;
    }

    private static HashSet<string> Commands(string help) =>
    [
        .. help.Split('\n')
            .SkipWhile(line => line != "Commands:").Skip(1)
            .Select(line => Listed().Match(line).Groups["name"].Value)
            .Where(name => name.Length > 0),
    ];

    [GeneratedRegex("^[a-z][a-z-]*$")]
    private static partial Regex Word();

    [GeneratedRegex("^--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex("^  (?<name>[a-z][a-z-]*)")]
    private static partial Regex Listed();
}
