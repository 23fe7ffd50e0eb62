using System.Security.Cryptography;

namespace DoorFace.Host.Time;

/// <summary>Where the machine says its time zone, by the rules of the C library: the variable TZ names a file of rules, or else <c>/etc/localtime</c> is one.</summary>
/// <param name="Path">The file of rules; null for UTC without one.</param>
/// <param name="Content">What is in it; empty without one.</param>
/// <param name="Fault">Why it cannot be used, as a sentence; null when it can.</param>
internal sealed record ZoneSource(string? Path, byte[] Content, string? Fault = null)
{
    private const string LocalTime = "/etc/localtime";
    private const string NameFile = "/etc/timezone";

    /// <summary>The file, or the whole chain of links to it, as it is now.</summary>
    public static ZoneSource Read()
    {
        var (path, asked) = Locate();
        if (path is null)
        {
            return new ZoneSource(null, []);
        }

        try
        {
            using var file = File.OpenRead(path);
            // Of a file that grows, or is none, no more is read than rules can be long.
            var content = new byte[Math.Min(file.Length, ZoneFile.MostBytes + 1)];
            file.ReadExactly(content);
            return new ZoneSource(path, content, ZoneFile.ObjectionTo(content) is { } objection ? $"The file of time zone rules '{path}' {objection}" : null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && !asked && new FileInfo(path).LinkTarget is null)
        {
            // Without the file, and nothing that points to one, the zone is UTC.
            return new ZoneSource(null, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ZoneSource(path, [], $"The time zone cannot be read: {e.Message}");
        }
    }

    /// <summary>What people call it.</summary>
    public string Name()
    {
        if (Path is null)
        {
            return ZoneReading.Utc.Name;
        }

        var rules = Convert.ToHexStringLower(SHA256.HashData(Content))[..8];
        return $"{NameOf(Path)} (rules {rules})";
    }

    private static (string? Path, bool Asked) Locate() => Environment.GetEnvironmentVariable("TZ") switch
    {
        null => (LocalTime, false),
        "" => (null, false),
        var zone => (System.IO.Path.Combine(Folder, zone.TrimStart(':')), true),
    };

    private static string Folder => Environment.GetEnvironmentVariable("TZDIR") is { Length: > 0 } folder ? folder : "/usr/share/zoneinfo";

    private string NameOf(string path)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            var folder = Folder.TrimEnd('/') + '/';
            if (target.StartsWith(folder, StringComparison.Ordinal))
            {
                return target[folder.Length..];
            }

            // A copy: the name stands beside it, if it is the right one.
            if (path == LocalTime && File.Exists(NameFile) && File.ReadAllText(NameFile).Trim() is { Length: > 0 and < 100 } name
                && File.Exists(folder + name) && File.ReadAllBytes(folder + name).AsSpan().SequenceEqual(Content))
            {
                return name;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its rules are known; how it is called is not worth a fault.
        }

        return path;
    }
}
