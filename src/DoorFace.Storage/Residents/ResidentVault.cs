using System.Security.Cryptography;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>Opens the secrets of a residents file when they are needed, and again after another process has changed them.</summary>
internal sealed class ResidentVault(SqliteConnection connection, StoredFile file, KeyLocation keys) : IDisposable
{
    private const int MostLooks = 3;

    private Vault? _vault;

    /// <summary>Puts the file on a key, if it is on none yet; outside of a transaction.</summary>
    /// <returns>Whether what was stored without a key is now to be erased.</returns>
    /// <exception cref="StorageException">There is no key and none may be made, or as <see cref="VaultCreation.Run"/> says.</exception>
    public bool Prepare()
    {
        var hasErased = !Vault.Exists(connection) && Create();
        try
        {
            Settle();
        }
        catch (Exception error) when (error is SqliteException or StorageException)
        {
            // A key fits where it waits, too; residents must get in all the same.
        }

        return hasErased;
    }

    /// <summary>Finishes what the database says of the key files, and a power cut kept from being done; outside of a transaction.</summary>
    /// <exception cref="StorageException">A key file cannot be written.</exception>
    /// <exception cref="SqliteException">Another process kept the file locked.</exception>
    public void Settle()
    {
        if (!KeyReset.IsPending(connection) && !KeyFiles.IsWaiting(keys, SecretRows.Read(connection, SecretRows.Check)))
            return;

        using var transaction = connection.BeginTransaction();
        KeyReset.Finish(connection, keys);
        KeyFiles.PutInPlace(keys, SecretRows.Read(connection, SecretRows.Check));
        transaction.Commit();
    }

    /// <summary>Puts the file on a new key, which waits for its place until <see cref="Settle"/>; in the caller's transaction.</summary>
    /// <exception cref="StorageException">The key files cannot be read or written.</exception>
    public void Rotate()
    {
        var present = Current();
        // The one that the file is on may still wait where the next is prepared.
        KeyFiles.PutInPlace(keys, SecretRows.Read(connection, SecretRows.Check));
        using var next = MasterKey.Create();
        KeyFiles.Prepare(keys, next, file.Path);
        present.Rewrap(connection, next);
    }

    /// <summary>Reads with the secrets, all from one state of the file; outside of a transaction.</summary>
    /// <exception cref="StorageException">The key is missing, another one, or cannot be used.</exception>
    public T Look<T>(Func<Vault, T> act)
    {
        for (var looks = 1; ; looks++)
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            try
            {
                return act(Current());
            }
            catch (StorageException) when (looks < MostLooks)
            {
                // The key may have been replaced after this state of the file was read, or between the looks at two key files.
            }
        }
    }

    /// <summary>Takes the file off its key for good, and deletes every secret; in the caller's transaction. The key files follow: <see cref="Settle"/>.</summary>
    public void Reset() => KeyReset.Mark(connection, keys);

    /// <summary>The secrets, by the key that the file is on now; in a transaction, so that it stays on it.</summary>
    /// <exception cref="StorageException">The key is missing, another one, or cannot be used.</exception>
    public Vault Current()
    {
        // A key that waits for its place is soon found there.
        if (_vault?.IsOf(connection) != true || _vault.KeyPath == keys.Next)
        {
            Dispose();
            _vault = Vault.Open(connection, file.Path, keys);
        }

        return _vault!;
    }

    /// <exception cref="StorageException"><see cref="StorageFault.SecretsDamaged"/> in the place of a cryptographic failure.</exception>
    public T Run<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (CryptographicException error)
        {
            throw file.Fault(StorageFault.SecretsDamaged, "holds secrets that were changed, or come from another file. Restore it from a backup.", error);
        }
    }

    public void Dispose()
    {
        _vault?.Dispose();
        _vault = null;
    }

    private bool Create()
    {
        using var transaction = connection.BeginTransaction();
        // Looked at again under the write lock: another process may just have done it.
        var hasErased = !Vault.Exists(connection) && VaultCreation.Run(connection, keys, file.Path);
        transaction.Commit();
        return hasErased;
    }
}
