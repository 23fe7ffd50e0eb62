using System.Text.RegularExpressions;

namespace DoorFace.SystemTests.Repository;

/// <summary>What the documents point at is there: files, headings, scripts, commands.</summary>
public sealed partial class DocumentTests
{
    private const int MostLinesOfReadme = 150;
    private const string CommandTable = "src/DoorFace.Host/Commands/README.md";
    private const string ScriptTable = "scripts/README.md";

    // Asked once for all tests: each answer is a process.
    private static readonly ProgramHelp Help = new();

    [Fact]
    public void The_readme_is_short() =>
        Assert.InRange(File.ReadLines(CommittedFiles.Full("README.md")).Count(), 1, MostLinesOfReadme);

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var committed = WithFolders(CommittedFiles.List());
        var documents = MarkdownDocument.All().ToDictionary(document => document.Path);
        var links = documents.Values.SelectMany(document => document.Links.Where(IsLocal), (document, link) => (document.Path, link)).ToList();

        Assert.NotEmpty(links);
        AssertNone(links.Where(at => !LeadsSomewhere(at.Path, at.link, committed, documents)).Select(at => $"{at.Path}: {at.link}"));
    }

    [Fact]
    public void Every_script_that_is_named_is_there()
    {
        var committed = WithFolders(CommittedFiles.List());
        var named =
            from document in MarkdownDocument.All()
            from code in document.Code
            from Match name in NamedPath().Matches(code)
            select (document.Path, Name: name.Groups["path"].Value.TrimEnd('.', '/'));

        Assert.NotEmpty(named);
        AssertNone(named.Where(at => !committed.Contains(at.Name)).Select(at => $"{at.Path}: {at.Name}"));
    }

    [Fact]
    public async Task Every_command_that_is_shown_is_one()
    {
        var shown =
            (from document in MarkdownDocument.All()
             from code in document.Code
             from command in ShownCommand.In(code)
             where command.Words.Count > 0
             select (document.Path, Code: code, Command: command)).ToList();
        Assert.NotEmpty(shown);

        var wrong = new List<string>();
        foreach (var (path, code, command) in shown)
        {
            if (await Help.ComplaintAsync(command) is { } complaint)
            {
                wrong.Add($"{path}: {code}: {complaint}");
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task Every_command_of_the_door_is_described()
    {
        var described = MarkdownDocument.Read(CommandTable).Code;
        var commands = await Help.CommandsAsync("doorface");

        Assert.Contains("doorface door release", commands);
        Assert.All(commands, command => Assert.Contains(described, code => code == command || code.StartsWith(command + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_script_is_described()
    {
        var described = MarkdownDocument.Read(ScriptTable).Links;
        var scripts = CommittedFiles.List().Where(file => file != ScriptTable && file.StartsWith("scripts/", StringComparison.Ordinal)).Select(file => file.Split('/')[1]);

        AssertNone(scripts.Distinct().Except(described));
    }

    [Theory]
    [InlineData("[gone](gone.md)", false)]
    [InlineData("[here](README.md#gone)", false)]
    [InlineData("![gone](scripts/gone.png)", false)]
    [InlineData("[outside](../README.md)", false)]
    [InlineData("[file](README.md)", true)]
    [InlineData("[`folder`](scripts)", true)]
    [InlineData("[heading](hardware/README.md#check-out-after-wiring)", true)]
    [InlineData("[line](src/README.md#decisions-and-why)", true)]
    [InlineData("# A `b`, c\n[own](#a-b-c)", true)]
    [InlineData("# Twice\n# Twice\n[second](#twice-1)", true)]
    [InlineData("# Once\n[second](#once-1)", false)]
    public void A_link_is_told_from_one_that_leads_nowhere(string text, bool leads)
    {
        var document = MarkdownDocument.Of(text);
        var documents = MarkdownDocument.All().Append(document).ToDictionary(one => one.Path);

        Assert.Equal(leads, LeadsSomewhere(document.Path, document.Links.Single(), WithFolders([.. CommittedFiles.List(), document.Path]), documents));
    }

    [Theory]
    [InlineData("doorface door release", true)]
    [InlineData("doorface enroll alex --no-admin", true)]
    [InlineData("sudo -u doorface env A=/b doorface status --watch", true)]
    [InlineData("doorface prove verify FILE --public-key PEM", true)]
    [InlineData("dotnet run --project src/DoorFace.Simulator -- run --stage  # a comment --nothing", true)]
    [InlineData("dotnet run --project src/DoorFace.Simulator -- walk", false)]
    [InlineData("sudo doorface open", false)]
    [InlineData("doorface door open", false)]
    [InlineData("doorface status --wat", false)]
    [InlineData("doorface-gone run", false)]
    public async Task A_command_is_told_from_one_that_is_none(string code, bool known) =>
        Assert.Equal(known, await Help.ComplaintAsync(ShownCommand.In(code).Single()) is null);

    /// <summary>In whole, which a collection's own message is not.</summary>
    private static void AssertNone(IEnumerable<string> wrong)
    {
        var lines = string.Join('\n', wrong);
        Assert.True(lines.Length == 0, lines);
    }

    private static bool IsLocal(string link) => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool LeadsSomewhere(string from, string link, HashSet<string> committed, Dictionary<string, MarkdownDocument> documents)
    {
        var parts = link.Split('#', 2);
        var root = CommittedFiles.Full("");
        var full = parts[0].Length == 0 ? CommittedFiles.Full(from) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(CommittedFiles.Full(from))!, parts[0]));
        var target = Path.GetRelativePath(root, full).TrimEnd('/');
        return committed.Contains(target)
            && (parts.Length == 1 || (documents.TryGetValue(target, out var document) && document.Anchors.Contains(parts[1])));
    }

    /// <summary>Files, and every folder that one of them is in.</summary>
    private static HashSet<string> WithFolders(IEnumerable<string> files)
    {
        var all = new HashSet<string>();
        foreach (var file in files)
        {
            for (var path = file; !string.IsNullOrEmpty(path) && all.Add(path); path = Path.GetDirectoryName(path))
            {
            }
        }

        return all;
    }

    // scripts/..., and the projects that are run.
    [GeneratedRegex(@"(?<![\w./-])(?<path>scripts/[\w./-]+|(?<=--project )[\w./-]+)")]
    private static partial Regex NamedPath();
}
