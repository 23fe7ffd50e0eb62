using DoorFace.Core.Keys;

namespace DoorFace.Host.Keys;

/// <summary>What may be told of the unit's key.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Credential">Whether that is a credential that systemd hands over.</param>
/// <param name="PublicKey">By which everybody can check what the unit signs; PEM.</param>
/// <param name="Fingerprint">SHA-256 of the public key's DER form.</param>
internal sealed record KeyAnswer(string Path, bool Credential, string PublicKey, string Fingerprint)
{
    public static KeyAnswer Of(string path, bool isCredential, UnitPublicKey key) => new(path, isCredential, key.ToPem(), key.Fingerprint);
}
