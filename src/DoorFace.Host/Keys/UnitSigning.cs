using DoorFace.Core.Keys;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Keys;

/// <summary>The unit's signing key, kept beside the residents and made at its first use.</summary>
internal static class UnitSigning
{
    /// <exception cref="IOException">It cannot be read or made.</exception>
    public static UnitSigner Open(StorageSettings storage)
    {
        var path = Path.ChangeExtension(storage.FullDatabasePath, ".sign");
        if (File.Exists(path))
        {
            return UnitSigner.FromPrivateKey(File.ReadAllBytes(path));
        }

        var signer = UnitSigner.Create();
        File.WriteAllBytes(path, signer.ExportPrivateKey());
        return signer;
    }
}
