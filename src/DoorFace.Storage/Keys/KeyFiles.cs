using System.Security.Cryptography;
using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Keys;

/// <summary>
/// Finds the master key that a database is on, and puts a new one in its place. A power cut at any point leaves a key that fits. Whoever writes key
/// files holds the database's write lock: no two write them at once, and meanwhile the database stays on the key that it says.
/// </summary>
internal static class KeyFiles
{
    /// <summary>The key that has a check value, and where it was found. Changes nothing.</summary>
    /// <exception cref="StorageException">There is none: it is missing, another one, or cannot be used.</exception>
    public static (MasterKey Key, string Path) Find(KeyLocation keys, ReadOnlySpan<byte> check, string database)
    {
        StorageException? unusable = null;
        string? wrong = null;
        foreach (var path in keys.Candidates)
        {
            try
            {
                if (Load(keys, path) is not { } key)
                    continue;
                if (key.Check.AsSpan().SequenceEqual(check))
                    return (key, path);
                key.Dispose();
                // One that was prepared and never taken into use is nobody's.
                wrong ??= path == keys.Next ? null : path;
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.KeyUnusable)
            {
                unusable ??= fault;
            }
        }

        throw unusable ?? (wrong is null
            ? new StorageException(
                StorageFault.KeyMissing,
                $"The key of '{database}' is missing: {PlacesOf(keys)}. Put it back; without it nobody's references can be read, and everybody has to be enrolled again "
                + "after a factory reset, or after the file was moved away.")
            : new StorageException(
                StorageFault.WrongKey,
                $"The key in '{wrong}' is not the one of '{database}'. Put the right key back, or the database that belongs to this key. Nothing was changed."));
    }

    /// <summary>The first key there is that was not retired, for a database that is on none yet.</summary>
    /// <exception cref="StorageException">There is one that cannot be used.</exception>
    public static MasterKey? Any(KeyLocation keys, IReadOnlyList<byte[]> retired)
    {
        foreach (var path in new[] { keys.Credential, keys.File }.OfType<string>())
        {
            if (Load(keys, path) is not { } key)
                continue;
            if (!retired.Any(check => key.Check.AsSpan().SequenceEqual(check)))
                return key;
            key.Dispose();
        }

        return null;
    }

    /// <summary>Puts a new key beside the present one, before the database goes over to it; under its write lock, and never over a key that it is on.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void Prepare(KeyLocation keys, MasterKey next, string database) => Write(keys, () => next.Save(keys.Next, database));

    /// <summary>Whether the key that a database is on was prepared and has not taken its place yet.</summary>
    public static bool IsWaiting(KeyLocation keys, ReadOnlySpan<byte> check) => Fits(keys, keys.Next, check) && !Fits(keys, keys.File, check);

    /// <summary>
    /// Puts a key that waits for its place there; under the database's write lock. The old one is overwritten before: a power cut in between leaves
    /// noise there and the key still waiting, while after a renaming it would leave the old key's bytes where nothing can overwrite them any more.
    /// </summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void PutInPlace(KeyLocation keys, ReadOnlySpan<byte> check)
    {
        if (!IsWaiting(keys, check))
            return;

        Write(keys, () =>
        {
            Overwrite(keys.File);
            File.Move(keys.Next, keys.File, overwrite: true);
            FolderSync.Sync(Path.GetDirectoryName(keys.File)!);
        });
    }

    /// <summary>Overwrites and deletes every key file, under the database's write lock; a credential is not ours to destroy.</summary>
    /// <exception cref="StorageException">One cannot be written.</exception>
    public static void Destroy(KeyLocation keys) => Write(keys, () =>
    {
        foreach (var path in new[] { keys.File, keys.Next })
        {
            Overwrite(path);
            File.Delete(path);
        }

        FolderSync.Sync(Path.GetDirectoryName(keys.File)!);
    });

    /// <summary>What tells the key of one of these files from others; null when there is none that can be used.</summary>
    public static byte[]? CheckOf(KeyLocation keys, string? path)
    {
        try
        {
            using var key = path is null ? null : Load(keys, path);
            return key?.Check;
        }
        catch (StorageException)
        {
            return null;
        }
    }

    /// <summary>Where a key was looked for, in words.</summary>
    public static string PlacesOf(KeyLocation keys) =>
        keys.Credential is { } credential ? $"there is neither a credential '{credential}' nor a file '{keys.File}'" : $"there is no file '{keys.File}'";

    private static MasterKey? Load(KeyLocation keys, string path) => MasterKey.Load(path, path == keys.Credential);

    private static bool Fits(KeyLocation keys, string path, ReadOnlySpan<byte> check) => CheckOf(keys, path) is { } present && check.SequenceEqual(present);

    // A flash memory may keep the old bytes elsewhere; what was wrapped by them is wrapped anew or gone as well.
    private static void Overwrite(string path)
    {
        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0 });
            file.Write(RandomNumberGenerator.GetBytes((int)Math.Min(file.Length, MasterKey.Length)));
            file.Flush(flushToDisk: true);
        }
        catch (FileNotFoundException)
        {
            // Nothing to overwrite.
        }
    }

    private static void Write(KeyLocation keys, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.IsOf(error)
                ? new StorageException(
                    StorageFault.DiskFull, $"The key file '{keys.File}' could not be written: the disk is full. Free some space on the disk of its folder and try again.", error)
                : new StorageException(
                    StorageFault.KeyUnusable,
                    $"The key file '{keys.File}' cannot be written: {error.Message} Its folder must be writable by the user that runs this program.",
                    error);
        }
    }
}
