namespace DoorFace.Device.Camera;

/// <summary>Opens the files of recordings.</summary>
internal static class RecordingFile
{
    /// <exception cref="CameraException">There is none, or it may not be read; the message names it.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CameraException($"The recording '{path}' cannot be read: {fault.Message} Make it readable for the user that runs the door controller.", fault);
        }
    }

    public static CameraException Missing(string path) => new($"There is no recording '{path}'. Give the path of a file or folder that exists.");

    /// <param name="name">The recording.</param>
    /// <param name="what">What is wrong with it, as part of a sentence.</param>
    public static CameraException Broken(string name, string what) =>
        new($"The recording '{name}' cannot be replayed: {what}. Record it again or give another one.");
}
