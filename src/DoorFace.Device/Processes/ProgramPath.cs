namespace DoorFace.Device.Processes;

/// <summary>Where a program lies, found as a shell finds it.</summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The first of the names that is a program: a path as it stands, anything else looked for in the folders of PATH; null when none is.</summary>
    public static string? Find(params ReadOnlySpan<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            var found = name.Contains('/', StringComparison.Ordinal)
                ? [name]
                : folders.Select(folder => Path.Combine(folder, name));
            if (found.FirstOrDefault(IsProgram) is { } path)
            {
                return path;
            }
        }

        return null;
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}
