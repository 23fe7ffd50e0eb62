namespace DoorFace.Device.Kernel;

/// <summary>Sockets and pipes on which .NET's runtime listens for debuggers and profilers, unless <c>DOTNET_EnableDiagnostics=0</c> stands in its environment.</summary>
public static class DiagnosticSockets
{
    private const int StartField = 19; // Of /proc/PID/stat, counted from behind the program's name.

    /// <summary>The paths of those of one process, in the kernel's own list of sockets and in the folder where the runtime puts them.</summary>
    /// <param name="process">Its folder under <c>/proc</c>, which may be <c>/proc/self</c>.</param>
    /// <param name="temporary">Its folder for temporary files.</param>
    /// <exception cref="IOException">The kernel does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not know.</exception>
    public static IReadOnlyList<string> Of(string process, string temporary)
    {
        var stat = File.ReadAllText(Path.Combine(process, "stat"));
        // With the instant of its start: what an earlier process of the same number left behind is none of its own.
        var owner = $"-{stat[..stat.IndexOf(' ', StringComparison.Ordinal)]}-{stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartField]}-";
        var listed = File.ReadLines(Path.Combine(process, "net", "unix")).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);
        var present = Directory.Exists(temporary) ? Directory.EnumerateFileSystemEntries(temporary) : [];
        return [.. listed.Concat(present).Where(path => IsDiagnostic(Path.GetFileName(path), owner)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsDiagnostic(string name, string owner) =>
        name.StartsWith("dotnet-diagnostic" + owner, StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe" + owner, StringComparison.Ordinal);
}
