using System.Text;
using System.Text.RegularExpressions;

namespace DoorFace.SystemTests.Repository;

/// <summary>What must never be committed.</summary>
public sealed partial class HygieneTests
{
    private const int MostLines = 300;

    [Fact]
    public void No_committed_file_names_a_folder_of_a_developers_machine() => Assert.Empty(Matches(DeveloperFolder()));

    [Fact]
    public void No_committed_file_names_a_package_registry() => Assert.Empty(Matches(RegistryHost()));

    [Fact]
    public void No_committed_file_is_a_photograph()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF];
        var photographs = CommittedFiles.List().Where(file => Content(file).AsSpan().StartsWith(jpeg));

        Assert.Empty(photographs);
    }

    [Fact]
    public void No_source_file_is_long()
    {
        var tooLong = CommittedFiles.List()
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => (file, lines: Content(file).Count(b => b == '\n')))
            .Where(source => source.lines >= MostLines);

        Assert.Empty(tooLong);
    }

    private static IEnumerable<string> Matches(Regex pattern) =>
        from file in CommittedFiles.List()
        from Match match in pattern.Matches(Encoding.Latin1.GetString(Content(file)))
        select $"{file}: {match.Value}";

    private static byte[] Content(string file) => File.ReadAllBytes(CommittedFiles.Full(file));

    [GeneratedRegex(@"(?<![\w.~*}-])/(root|home|Users|work|workspace|tmp)/[\w.-]+|[A-Za-z]:\\Users\\")]
    private static partial Regex DeveloperFolder();

    [GeneratedRegex(@"\b(registry\.npmjs\.org|npmjs\.(com|org)|nuget\.org|deb\.debian\.org|packages\.microsoft\.com|pypi\.org)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
