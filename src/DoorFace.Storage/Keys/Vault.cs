using System.Security.Cryptography;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Keys;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Keys;

/// <summary>
/// The secrets of a residents file, opened with the master key: the seed of the rotation, the signing key with what it has sealed, and a key for each resident. Holds the
/// wrapping key in memory that never moves, and zeroes it when disposed.
/// </summary>
internal sealed class Vault : IDisposable
{
    private readonly byte[] _wrapping = GC.AllocateUninitializedArray<byte>(Sealed.KeyLength, pinned: true);
    private readonly Dictionary<int, KeyedRotation> _rotations = [];
    private readonly byte[] _check;
    private byte[]? _seed;

    private Vault(MasterKey key, string path)
    {
        KeyPath = path;
        key.DeriveWrapping(_wrapping);
        _check = key.Check;
    }

    /// <summary>Where the master key was found; empty for one that has no place yet.</summary>
    public string KeyPath { get; }

    /// <summary>Whether a file was ever put on a key.</summary>
    public static bool Exists(SqliteConnection connection) => SecretRows.Read(connection, SecretRows.Check) is not null;

    /// <summary>Opens the secrets of a file that is on a key.</summary>
    /// <exception cref="StorageException">The key is missing, another one, or cannot be used.</exception>
    public static Vault Open(SqliteConnection connection, string database, KeyLocation keys)
    {
        var (key, path) = KeyFiles.Find(keys, SecretRows.Read(connection, SecretRows.Check), database);
        using (key)
            return new Vault(key, path);
    }

    /// <summary>Makes the secrets of a file that is on no key yet; in the caller's transaction.</summary>
    public static Vault Create(SqliteConnection connection, MasterKey key)
    {
        var vault = new Vault(key, "");
        SecretRows.Write(connection, SecretRows.Check, vault._check);
        vault.WriteNewSeed(connection);
        using var signer = UnitSigner.Create();
        var secret = signer.ExportPrivateKey();
        vault.WriteSigner(connection, secret);
        CryptographicOperations.ZeroMemory(secret);
        return vault;
    }

    /// <summary>Whether the file is still on the key that this was opened with: another process may have rotated it.</summary>
    public bool IsOf(SqliteConnection connection) => SecretRows.Read(connection, SecretRows.Check) is { } check && check.AsSpan().SequenceEqual(_check);

    /// <summary>The rotation of templates of a dimension.</summary>
    public KeyedRotation Rotation(SqliteConnection connection, int dimension)
    {
        var wrapped = SecretRows.Read(connection, SecretRows.Rotation);
        if (!wrapped.AsSpan().SequenceEqual(_seed))
        {
            // Another process may have renewed the templates.
            _rotations.Clear();
            _seed = wrapped;
        }

        if (!_rotations.TryGetValue(dimension, out var rotation))
        {
            var seed = Unwrap(wrapped, PlaceOf(SecretRows.Rotation));
            rotation = _rotations[dimension] = KeyedRotation.Create(seed, dimension);
            CryptographicOperations.ZeroMemory(seed);
        }

        return rotation;
    }

    public UnitSigner Signer(SqliteConnection connection) => WithSecret(connection, secret => UnitSigner.FromPrivateKey(secret.Key));

    /// <summary>What the unit remembers of its audit; null when it has not sealed any.</summary>
    public RememberedAudit? RememberedAudit(SqliteConnection connection) => WithSecret(connection, secret => secret.Audit);

    /// <summary>The roster of the residents; null in a file from before there was one.</summary>
    public Roster? Roster(SqliteConnection connection) => WithSecret(connection, secret => secret.Roster);

    /// <summary>Remembers that, in the place of what was; in the caller's transaction.</summary>
    public void Remember(SqliteConnection connection, RememberedAudit audit) =>
        WriteSecret(connection, secret => SignerSecret.Write(secret.Key, audit, secret.Roster));

    /// <summary>The same of the roster.</summary>
    public void Remember(SqliteConnection connection, Roster roster) =>
        WriteSecret(connection, secret => SignerSecret.Write(secret.Key, secret.Audit, roster));

    /// <summary>A new key for a resident, in the place of any earlier one. Whoever takes it zeroes it.</summary>
    public byte[] CreateResidentKey(SqliteConnection connection, string subject)
    {
        var key = GC.AllocateUninitializedArray<byte>(Sealed.KeyLength, pinned: true);
        RandomNumberGenerator.Fill(key);
        SecretRows.WriteResidentKey(connection, subject, Wrap(key, PlaceOfKey(subject)));
        return key;
    }

    /// <summary>A resident's key. Whoever takes it zeroes it.</summary>
    /// <exception cref="CryptographicException">There is none, or it was changed.</exception>
    public byte[] ResidentKey(SqliteConnection connection, string subject) => Unwrap(SecretRows.ReadResidentKey(connection, subject), PlaceOfKey(subject));

    /// <summary>Wraps everything anew, by another master key; in the caller's transaction. What cannot be unwrapped stays as it is, and unusable.</summary>
    public void Rewrap(SqliteConnection connection, MasterKey next)
    {
        using var vault = new Vault(next, "");
        foreach (var name in new[] { SecretRows.Rotation, SecretRows.Signer })
            SecretRows.Write(connection, name, Move(SecretRows.Read(connection, name), PlaceOf(name), vault));
        foreach (var (subject, wrapped) in SecretRows.ResidentKeys(connection))
        {
            try
            {
                SecretRows.WriteResidentKey(connection, subject, Move(wrapped, PlaceOfKey(subject), vault));
            }
            catch (CryptographicException)
            {
                // A damaged key locks out its owner, and keeps nobody from rotating.
            }
        }

        SecretRows.Write(connection, SecretRows.Check, vault._check);
    }

    /// <summary>Draws another rotation; in the caller's transaction, who turns every template.</summary>
    public void RenewRotation(SqliteConnection connection) => WriteNewSeed(connection);

    public void Dispose() => CryptographicOperations.ZeroMemory(_wrapping);

    /// <summary>The signing key, with nothing remembered yet.</summary>
    public void WriteSigner(SqliteConnection connection, ReadOnlySpan<byte> key) =>
        SecretRows.Write(connection, SecretRows.Signer, Wrap(key, PlaceOf(SecretRows.Signer)));

    private T WithSecret<T>(SqliteConnection connection, Func<SignerSecret, T> look)
    {
        var secret = Unwrap(SecretRows.Read(connection, SecretRows.Signer), PlaceOf(SecretRows.Signer));
        try
        {
            return look(SignerSecret.Read(secret));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private void WriteSecret(SqliteConnection connection, Func<SignerSecret, byte[]> change)
    {
        var changed = WithSecret(connection, change);
        SecretRows.Write(connection, SecretRows.Signer, Wrap(changed, PlaceOf(SecretRows.Signer)));
        CryptographicOperations.ZeroMemory(changed);
    }

    private static string PlaceOf(string name) => $"secret {name}";

    private static string PlaceOfKey(string subject) => $"resident key {subject}";

    private void WriteNewSeed(SqliteConnection connection)
    {
        var seed = RandomNumberGenerator.GetBytes(KeyedRotation.SeedLength);
        SecretRows.Write(connection, SecretRows.Rotation, Wrap(seed, PlaceOf(SecretRows.Rotation)));
        CryptographicOperations.ZeroMemory(seed);
    }

    private byte[] Move(byte[]? wrapped, string place, Vault to)
    {
        var plain = Unwrap(wrapped, place);
        var moved = to.Wrap(plain, place);
        CryptographicOperations.ZeroMemory(plain);
        return moved;
    }

    private byte[] Wrap(ReadOnlySpan<byte> plain, string place) => Sealed.Seal(_wrapping, plain, place);

    private byte[] Unwrap(byte[]? wrapped, string place) =>
        Sealed.Open(_wrapping, wrapped ?? throw new CryptographicException($"There is no {place}."), place);
}
