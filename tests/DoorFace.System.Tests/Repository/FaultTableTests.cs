using System.Text.RegularExpressions;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Repository;

/// <summary>Every row of hardware/faults.md names a test that is there.</summary>
public partial class FaultTableTests
{
    private const string Folder = "hardware";

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in File.ReadLines(Path.Combine(RepositoryFiles.Root, Folder, "faults.md")).Where(line => line.StartsWith('|')).Skip(2))
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            rows.Add(cells[1], cells[^2]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_row_has_its_test(string fault, string proof)
    {
        var links = Link().Matches(proof);
        Assert.False(links.Count == 0, $"'{fault}' names no test.");
        foreach (var link in links.AsEnumerable())
        {
            var source = File.ReadAllText(Path.Combine(RepositoryFiles.Root, Folder, link.Groups["path"].Value));
            var name = link.Groups["name"].Value.Split('.');
            if (!link.Groups["path"].Value.EndsWith(".cs", StringComparison.Ordinal))
            {
                Assert.NotEmpty(source); // A stage of scripts/hil.sh, by its file.
                continue;
            }

            Assert.Contains($"class {name[0]}", source, StringComparison.Ordinal);
            Assert.Contains(name.Length > 1 ? $" {name[1]}(" : "[Fact", source.Replace("[Theory", "[Fact", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"\[(?<name>[^\]]+)\]\((?<path>[^)]+)\)")]
    private static partial Regex Link();
}
