using DoorFace.Core.Imaging;

namespace DoorFace.Host.Commands;

/// <summary>Files that are named on the command line, where a folder, or nothing, may stand instead.</summary>
internal static class GivenFiles
{
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    /// <summary>The files, and for a folder the pictures in it, by name.</summary>
    /// <exception cref="IOException">One is not there, or a folder holds no picture.</exception>
    public static IReadOnlyList<FileInfo> Pictures(IEnumerable<FileInfo> given) => [.. given.SelectMany(PicturesIn)];

    /// <summary>Says in words when a file cannot be one.</summary>
    /// <exception cref="IOException">It is not there, or a folder.</exception>
    public static FileInfo Require(FileInfo file)
    {
        RefuseFolder(file);
        return File.Exists(file.FullName) ? file : throw new FileNotFoundException($"There is no file '{file.FullName}', or its folder may not be looked into.");
    }

    /// <summary>Says so when a file that is to be written is a folder.</summary>
    /// <exception cref="IOException">It is.</exception>
    public static void RefuseFolder(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new IOException($"'{file.FullName}' is a folder; name a file in it.");
        }
    }

    private static IEnumerable<FileInfo> PicturesIn(FileInfo given)
    {
        if (!Directory.Exists(given.FullName))
        {
            return [Require(given)];
        }

        FileInfo[] pictures =
        [
            .. new DirectoryInfo(given.FullName).EnumerateFiles()
                .Where(file => PictureEndings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ];
        return pictures.Length > 0
            ? pictures
            : throw new ImageFormatException($"The folder '{given.FullName}' holds no picture ({string.Join(", ", PictureEndings)}); its folders are not looked into.");
    }
}
