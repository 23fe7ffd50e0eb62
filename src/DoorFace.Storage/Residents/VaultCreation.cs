using DoorFace.Storage.Keys;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>Puts a file on its first key.</summary>
internal static class VaultCreation
{
    /// <summary>Makes the secrets, and the key if there is none, which waits for its place then; in the caller's transaction.</summary>
    /// <returns>Whether templates that were not sealed are now, and what they were is to be erased.</returns>
    /// <exception cref="StorageException">There is no key and none may be made; there is one that cannot be used; or one that the references do not belong to.</exception>
    public static bool Run(SqliteConnection connection, KeyLocation keys, string database)
    {
        var isReset = KeyReset.WasReset(connection);
        var retired = KeyReset.End(connection, keys);
        using var present = KeyFiles.Any(keys, retired);
        RequireNoUnitBefore(keys, database, isReset);
        if (present is not null)
        {
            // With a key there were never references that it does not seal: somebody put them there.
            if (connection.Integer("SELECT count(*) FROM reference") > 0)
            {
                throw new StorageException(
                    StorageFault.WrongKey,
                    $"The references in '{database}' belong to no key, though there is one. Restore the database from a backup, or move it away and enroll the residents again.");
            }

            Vault.Create(connection, present).Dispose();
            return false;
        }

        if (!keys.MayCreate)
        {
            throw new StorageException(
                StorageFault.KeyMissing,
                (retired.Count > 0
                    ? $"There is no key for '{database}' since its factory reset, and none from before is used again. Hand the service another credential"
                    : $"There is no key for '{database}': {KeyFiles.PlacesOf(keys)}. Hand the service its credential")
                + ", or let it use a file (Storage:KeySource=Auto).");
        }

        using var made = MasterKey.Create();
        KeyFiles.Prepare(keys, made, database);
        using var vault = Vault.Create(connection, made);
        var sealedAny = SealedTemplates.SealPlain(connection, vault);
        if (sealedAny)
            Erasure.Mark(connection);
        return sealedAny;
    }

    /// <summary>Nobody becomes the first resident of a unit that had residents, because their file was taken away or emptied.</summary>
    private static void RequireNoUnitBefore(KeyLocation keys, string database, bool isReset)
    {
        if (keys.MayBeginAnew)
            return;

        var (exists, witness) = WitnessFile.Load(keys.Witness);
        var known = exists && witness?.IsReset != true
            ? $"'{keys.Witness}' {(witness is null ? "is there, and is damaged" : $"knows of {witness.Residents}")}"
            : !isReset && File.Exists(keys.File) ? $"its key '{keys.File}' is still there" : null;
        if (known is not null)
            throw new StorageException(StorageFault.StateInDoubt, $"The residents' file '{database}' is gone or was emptied: {known}. {StateWays.Out}");
    }
}
