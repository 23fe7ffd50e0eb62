using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>Opens the secrets of a residents file when they are needed, and again after another process has changed them.</summary>
internal sealed class ResidentVault(SqliteConnection connection, StoredFile file, KeyLocation keys) : IDisposable
{
    private Vault? _vault;

    public KeyLocation Keys => keys;

    /// <summary>Puts the file on a key, if it is on none yet; outside of a transaction.</summary>
    /// <returns>Whether what was stored without a key is now to be erased.</returns>
    public bool Prepare()
    {
        if (Vault.Exists(connection))
            return false;

        VaultCreation made;
        using (var transaction = connection.BeginTransaction())
        {
            // Looked at again under the write lock: another process may just have done it.
            made = Vault.Exists(connection) ? VaultCreation.Nothing : VaultCreation.Run(connection, keys, file.Path);
            transaction.Commit();
        }

        if (made.IsNewKey)
            KeyFiles.Promote(keys);
        return made.HasErased;
    }

    /// <summary>The secrets, by the key that the file is on now.</summary>
    /// <exception cref="StorageException">The key is missing, another one, or cannot be used.</exception>
    public Vault Current()
    {
        if (_vault?.IsOf(connection) != true)
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
}
