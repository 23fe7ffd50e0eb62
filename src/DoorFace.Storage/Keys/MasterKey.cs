using System.Security.Cryptography;
using System.Text;

namespace DoorFace.Storage.Keys;

/// <summary>
/// The unit's master key. It encrypts nothing itself: for each use a key is derived from it by HKDF with SHA-256 (RFC 5869), with one of the labels
/// below and no salt, for the key is random already. In memory that never moves; zeroed when it is disposed.
/// </summary>
internal sealed class MasterKey : IDisposable
{
    public const int Length = 32;
    public const int CheckLength = 16;

    private const string CheckLabel = "DoorFace 1 key check";
    private const string WrappingLabel = "DoorFace 1 wrapping";

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Length, pinned: true);

    private MasterKey()
    {
    }

    /// <summary>Tells this key from others and says nothing else of it.</summary>
    public byte[] Check
    {
        get
        {
            var check = new byte[CheckLength];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, check, [], Encoding.ASCII.GetBytes(CheckLabel));
            return check;
        }
    }

    public static MasterKey Create()
    {
        var key = new MasterKey();
        RandomNumberGenerator.Fill(key._bytes);
        return key;
    }

    /// <summary>Reads a key file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isCredential">
    /// Handed over by systemd, which may let one user read it by an access control list; what that allows shows in the mode as the group's.
    /// </param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="StorageException">It cannot be used: see <see cref="StorageFault.KeyUnusable"/>.</exception>
    public static MasterKey? Load(string path, bool isCredential = false)
    {
        var key = new MasterKey();
        try
        {
            using var file = new FileStream(path, new FileStreamOptions { BufferSize = 0 });
            var most = UnixFileMode.UserRead | UnixFileMode.UserWrite | (isCredential ? UnixFileMode.GroupRead : UnixFileMode.None);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & ~most) != 0)
                throw Unusable(path, "may be read by others than its owner. Take that away (chmod 600), and rotate the key if somebody may have read it.");
            if (file.Length != Length)
                throw Unusable(path, $"has {file.Length} bytes; a key has {Length}. Put the right file back.");
            file.ReadExactly(key._bytes);
            return key;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw Unusable(path, $"cannot be read: {error.Message} It must belong to the user that runs this program.", error);
        }
    }

    /// <summary>Writes the key to a new file, and to the medium; only the owner of the database may read it.</summary>
    /// <exception cref="IOException">It cannot be written, or not be given to that owner.</exception>
    public void Save(string path, string database)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path, options))
        {
            FileOwnership.Give(file.SafeFileHandle, database);
            file.Write(_bytes);
            file.Flush(flushToDisk: true);
        }

        FolderSync.Sync(Path.GetDirectoryName(path)!);
    }

    /// <summary>Derives the key that wraps the other keys. Whoever takes it zeroes it.</summary>
    public void DeriveWrapping(Span<byte> key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, key, [], Encoding.ASCII.GetBytes(WrappingLabel));

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    private static StorageException Unusable(string path, string predicate, Exception? error = null) =>
        new(StorageFault.KeyUnusable, $"The key file '{path}' {predicate}", error);
}
