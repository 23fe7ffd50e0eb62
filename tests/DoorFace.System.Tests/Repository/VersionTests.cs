using System.Text.RegularExpressions;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Repository;

public sealed partial class VersionTests
{
    [Fact]
    public void The_changelog_begins_with_this_version_and_its_day()
    {
        var properties = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "Directory.Build.props"));
        var newest = Released().Match(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "CHANGELOG.md")));

        Assert.Contains($"<Version>{newest.Groups["version"].Value}</Version>", properties, StringComparison.Ordinal);
        Assert.Contains($"<VersionDate>{newest.Groups["day"].Value}</VersionDate>", properties, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^## \[(?<version>\d[^\]]*)\] - (?<day>\d{4}-\d\d-\d\d)$", RegexOptions.Multiline)]
    private static partial Regex Released();
}
