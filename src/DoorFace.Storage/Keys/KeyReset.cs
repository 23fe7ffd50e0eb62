using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Keys;

/// <summary>
/// Takes a file off its key for good. A mark in the file makes sure that a power cut only delays the end of the key files; what tells the keys from
/// before stays until the file is on a new one, for a credential cannot be destroyed from here.
/// </summary>
internal static class KeyReset
{
    /// <summary>Call in the transaction that empties the file; deletes every secret.</summary>
    public static void Mark(SqliteConnection connection, KeyLocation keys)
    {
        // The credential may be one that was replaced by a rotation.
        byte[] retired =
        [
            .. SecretRows.Read(connection, SecretRows.Retired) ?? [],
            .. SecretRows.Read(connection, SecretRows.Check) ?? [],
            .. KeyFiles.CheckOf(keys, keys.Credential) ?? [],
        ];
        connection.Execute("DELETE FROM secret");
        SecretRows.Write(connection, SecretRows.Retired, retired);
        SecretRows.Write(connection, SecretRows.KeyFilesToDestroy, [1]);
    }

    /// <summary>Whether a factory reset took the file off its key, and it is on no other yet.</summary>
    public static bool WasReset(SqliteConnection connection) => IsPending(connection) || SecretRows.Read(connection, SecretRows.Retired) is not null;

    public static bool IsPending(SqliteConnection connection) => SecretRows.Read(connection, SecretRows.KeyFilesToDestroy) is not null;

    /// <summary>Destroys the key files from before; in the caller's transaction, under whose lock no new one can be made meanwhile.</summary>
    /// <exception cref="StorageException">A key file cannot be written; the mark stays.</exception>
    public static void Finish(SqliteConnection connection, KeyLocation keys)
    {
        if (!IsPending(connection))
            return;

        KeyFiles.Destroy(keys);
        SecretRows.Delete(connection, SecretRows.KeyFilesToDestroy);
    }

    /// <summary>The file goes on a new key; in the transaction that does it. Gives what tells the keys that must not be taken into use again.</summary>
    public static IReadOnlyList<byte[]> End(SqliteConnection connection, KeyLocation keys)
    {
        Finish(connection, keys);
        var retired = SecretRows.Read(connection, SecretRows.Retired) ?? [];
        SecretRows.Delete(connection, SecretRows.Retired);
        return [.. retired.Chunk(MasterKey.CheckLength)];
    }
}
