using System.Text.RegularExpressions;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Repository;

/// <summary>A command of one of our programs, as a document shows it.</summary>
/// <param name="Program">Its name.</param>
/// <param name="Words">What follows it, up to the end of the command.</param>
internal sealed partial record ShownCommand(string Program, IReadOnlyList<string> Words)
{
    /// <summary>Those in a span of code or a line of shell.</summary>
    public static IEnumerable<ShownCommand> In(string code) => Direct().Matches(code)
        .Select(shown => new ShownCommand(shown.Groups["program"].Value, Split(shown.Groups["rest"].Value)))
        .Concat(Run().Matches(code).Select(shown => new ShownCommand(ProgramOf(shown.Groups["project"].Value), Split(shown.Groups["rest"].Value))));

    private static string[] Split(string rest) => rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string ProgramOf(string project)
    {
        var file = Path.Combine(RepositoryFiles.Root, project, Path.GetFileName(project) + ".csproj");
        var name = File.Exists(file) ? AssemblyName().Match(File.ReadAllText(file)).Groups["name"].Value : "";
        return name.Length > 0 ? name : project;
    }

    // At the beginning of a word, and not the user or the unit of that name.
    [GeneratedRegex(@"(?<![\w./:=-])(?<!-u )(?<!systemctl \w+ )(?<!security )(?<program>doorface(-[a-z]+)?)(?<rest>( [^#;|&]*)?)(?=$|[#;|&])")]
    private static partial Regex Direct();

    [GeneratedRegex(@"dotnet run --project (?<project>src/[\w.]+)[^#;|&]*? --(?<rest> [^#;|&]*)")]
    private static partial Regex Run();

    [GeneratedRegex("<AssemblyName>(?<name>[^<]+)<")]
    private static partial Regex AssemblyName();
}
