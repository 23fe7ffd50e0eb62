using DoorFace.Storage.Keys;

namespace DoorFace.Storage.Residents;

/// <content>For a file that is beyond reading.</content>
public sealed partial class ResidentStore
{
    /// <summary>
    /// Destroys the key and deletes a residents' file that cannot be read, so that nothing in it can be erased: the next one to open it begins anew.
    /// Whoever has it open still sees it, and must open it again. A credential stays, and is used again: nothing tells any more for what it was.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">Where its master key is; a file beside it when null.</param>
    /// <exception cref="StorageException">Something could not be deleted; the same again may help.</exception>
    public static void Delete(string path, KeyLocation? keys = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        // First: without it, what is left of the file is nobody's.
        KeyFiles.Destroy(keys ?? KeyLocation.Beside(path));
        try
        {
            File.Delete((keys ?? KeyLocation.Beside(path)).Witness);
            // SQLite's own files beside the database hold what was last written to it.
            foreach (var part in (string[])["-wal", "-shm", ""])
            {
                File.Delete(path + part);
            }

            FolderSync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFault.Failed, $"The residents' file '{path}' cannot be read, and not be deleted: {error.Message}", error);
        }
    }
}
