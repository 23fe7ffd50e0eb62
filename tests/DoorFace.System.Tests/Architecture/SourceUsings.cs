using System.Text.RegularExpressions;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Architecture;

/// <summary>
/// Which namespaces of its own project a source file names at its top. That tells of constants, of which the built assembly holds only the values; the
/// compiler refuses what is named and not used.
/// </summary>
internal static partial class SourceUsings
{
    /// <summary>For each file of the project that makes <paramref name="assembly"/>: the file as if it were a type, and each namespace that it names.</summary>
    public static IReadOnlyList<(string User, string Used)> Of(string assembly)
    {
        var folder = Folder(assembly);
        var sources = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !IsMade(Path.GetRelativePath(folder, path)))
            .Select(path => (File: Path.GetFileNameWithoutExtension(path), Text: File.ReadAllText(path)))
            .Select(source => (source.File, source.Text, Namespace: Declared().Match(source.Text).Groups["name"].Value))
            .ToList();
        var own = sources.Select(source => source.Namespace).ToHashSet();
        return
        [
            .. from source in sources
               from Match named in Named().Matches(source.Text)
               where own.Contains(named.Groups["name"].Value)
               select ($"{source.Namespace}.{source.File}", named.Groups["name"].Value + ".*"),
        ];
    }

    private static string Folder(string assembly) =>
        Path.GetDirectoryName(Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories).Single(project =>
            Path.GetFileNameWithoutExtension(project) == assembly
            || File.ReadAllText(project).Contains($"<AssemblyName>{assembly}</AssemblyName>", StringComparison.Ordinal)))!;

    private static bool IsMade(string path) => path.Split(Path.DirectorySeparatorChar)[0] is "obj" or "bin";

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Named();
}
