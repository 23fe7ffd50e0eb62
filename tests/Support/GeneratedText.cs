namespace DoorFace.Tests.Support;

/// <summary>
/// Text in the repository that is generated: a test compares it, and writes it instead when scripts/update-docs.sh asks for that
/// by <c>REWRITE_GENERATED_TEXT=1</c> (no name that the program would take for a setting). Such tests carry the trait Text=Generated.
/// </summary>
internal static class GeneratedText
{
    /// <summary>Compares what stands between two markers of a file.</summary>
    /// <param name="path">From the repository's root.</param>
    /// <param name="beginMarker">The line before the text, without its end.</param>
    /// <param name="endMarker">The line after the text.</param>
    /// <param name="text">What should stand there, its lines ended by a line feed.</param>
    public static void Compare(string path, string beginMarker, string endMarker, string text)
    {
        var content = Read(path);
        var from = content.IndexOf(beginMarker + "\n", StringComparison.Ordinal) + beginMarker.Length + 1;
        var to = content.IndexOf(endMarker, StringComparison.Ordinal);
        if (from <= beginMarker.Length || to < from)
        {
            throw new InvalidOperationException($"{path} lacks {beginMarker} or {endMarker}.");
        }

        CompareOrWrite(path, text, content[from..to], content[..from] + text + content[to..]);
    }

    /// <summary>Compares a whole file, which may be missing when it is to be written.</summary>
    /// <param name="path">From the repository's root.</param>
    /// <param name="text">What should be in it.</param>
    public static void Compare(string path, string text) =>
        CompareOrWrite(path, text, File.Exists(Full(path)) ? Read(path) : "", text);

    private static void CompareOrWrite(string path, string expected, string actual, string content)
    {
        if (Environment.GetEnvironmentVariable("REWRITE_GENERATED_TEXT") == "1")
        {
            File.WriteAllText(Full(path), content);
            return;
        }

        if (expected != actual)
        {
            throw new InvalidOperationException($"{path} is not what is generated; scripts/update-docs.sh writes it anew.\n{FirstDifference(expected, actual)}");
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (wanted, found) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(wanted.Length, found.Length)).First(i => wanted.ElementAtOrDefault(i) != found.ElementAtOrDefault(i));
        return $"generated: {wanted.ElementAtOrDefault(line)}\nthere:     {found.ElementAtOrDefault(line)}";
    }

    private static string Read(string path) => File.ReadAllText(Full(path)).ReplaceLineEndings("\n");

    private static string Full(string path) => Path.Combine(RepositoryFiles.Root, path);
}
