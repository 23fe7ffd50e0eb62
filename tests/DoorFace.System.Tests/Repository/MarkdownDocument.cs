using System.Text;
using System.Text.RegularExpressions;

namespace DoorFace.SystemTests.Repository;

/// <summary>A committed Markdown file: what it links to, what can be linked to in it, and what stands in it as code.</summary>
internal sealed partial class MarkdownDocument
{
    private MarkdownDocument(string path, string text)
    {
        Path = path;
        var prose = new StringBuilder();
        var codes = new List<string>();
        var headings = new List<string>();
        string? fence = null;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Fence().Match(line) is { Success: true } mark)
            {
                fence = fence is null ? mark.Groups["language"].Value : null;
            }
            else if (fence is "sh")
            {
                codes.Add(line.Trim());
            }
            else if (fence is null)
            {
                codes.AddRange(Span().Matches(line).Select(span => span.Groups["code"].Value));
                prose.AppendLine(Span().Replace(line, "code"));
                if (Heading().Match(line) is { Success: true } heading)
                {
                    headings.Add(heading.Groups["text"].Value);
                }
            }
        }

        Code = codes;
        Links = [.. Link().Matches(prose.ToString()).Select(link => link.Groups["target"].Value)];
        Anchors = [.. headings.GroupBy(Anchor).SelectMany(same => same.Select((_, number) => number == 0 ? same.Key : $"{same.Key}-{number}"))];
    }

    /// <summary>Every one that is committed.</summary>
    public static IReadOnlyList<MarkdownDocument> All() =>
        [.. CommittedFiles.List().Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Select(Read)];

    /// <summary>From the repository's root.</summary>
    public string Path { get; }

    /// <summary>Spans of code, and the lines of blocks of shell.</summary>
    public IReadOnlyList<string> Code { get; }

    /// <summary>Targets of links and pictures, as they are written.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>What a link's fragment can name here: the headings, as GitHub makes anchors of them.</summary>
    public HashSet<string> Anchors { get; }

    /// <summary>Reads one.</summary>
    /// <param name="path">From the repository's root.</param>
    public static MarkdownDocument Read(string path) => new(path, File.ReadAllText(CommittedFiles.Full(path)));

    /// <summary>For tests of this class.</summary>
    public static MarkdownDocument Of(string text) => new("TEXT.md", text);

    private static string Anchor(string heading) => string.Concat(heading
        .ToLowerInvariant()
        .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')
        .Select(letter => letter == ' ' ? '-' : letter));

    [GeneratedRegex(@"^\s*```(?<language>\w*)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"`(?<code>[^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"^#{1,6} (?<text>.*?)\s*$")]
    private static partial Regex Heading();

    // [text](target), ![text](target) and [text]: target.
    [GeneratedRegex(@"\]\((?<target>[^)\s]*)[^)]*\)|^\[[^\]]+\]:\s*(?<target>\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();
}
