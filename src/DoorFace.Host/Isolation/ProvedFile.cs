using System.Security.Cryptography;

namespace DoorFace.Host.Isolation;

/// <summary>A file of the program, so that everybody can compare it with what was published.</summary>
/// <param name="Path">From the program's folder.</param>
/// <param name="Sha256">Lower-case hexadecimal; why it could not be read, when it could not.</param>
internal sealed record ProvedFile(string Path, string Sha256)
{
    /// <summary>All files of a folder and those below, in the order of their paths; read as they are asked for.</summary>
    public static IEnumerable<ProvedFile> Of(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => new ProvedFile(System.IO.Path.GetRelativePath(folder, file), Hash(file)));

    private static string Hash(string file)
    {
        try
        {
            using var content = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return $"unreadable: {unread.Message}";
        }
    }
}
