using System.Collections;
using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>Image files as a recording: each path a file or a folder, whose .jpg, .jpeg and .png files come in the order of their names.</summary>
/// <param name="paths">What to replay, in this order.</param>
/// <param name="decoder">Reads a file into a frame.</param>
/// <remarks>Enumerating looks at the files anew; it throws a <see cref="CameraException"/> that names what is missing, empty or not a picture.</remarks>
public sealed class ImageRecording(IReadOnlyList<string> paths, IImageDecoder decoder) : IEnumerable<Frame>
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    public IEnumerator<Frame> GetEnumerator() => paths.SelectMany(FilesAt).Select(Decode).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<string> FilesAt(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new CameraException($"There is no image file or folder '{path}'. Give the path of one that exists.");
        }

        string[] files = [.. ReadOrThrow(path, Directory.GetFiles).Where(IsImage).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new CameraException($"The folder '{path}' holds no {string.Join(", ", Extensions)} file. Put pictures into it, or give another one.");
    }

    private static bool IsImage(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private Frame Decode(string file)
    {
        try
        {
            return ReadOrThrow(file, path => decoder.Read(path, path));
        }
        catch (ImageFormatException fault)
        {
            throw new CameraException($"The picture '{file}' cannot be replayed: {fault.Message} Replace it or take it away.", fault);
        }
    }

    private static T ReadOrThrow<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CameraException($"'{path}' cannot be read: {fault.Message} Make it readable for the user that runs the door controller.", fault);
        }
    }
}
