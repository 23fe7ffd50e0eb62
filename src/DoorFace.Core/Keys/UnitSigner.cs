using System.Security.Cryptography;

namespace DoorFace.Core.Keys;

/// <summary>
/// The unit's signing key: what it signs can be checked by anybody with the <see cref="PublicKey"/> alone (ECDSA over P-256 with SHA-256,
/// FIPS 186-5). Safe to use from several threads.
/// </summary>
public sealed class UnitSigner : IDisposable
{
    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private UnitSigner(ECDsa key)
    {
        _key = key;
        PublicKey = UnitPublicKey.FromArray(key.ExportSubjectPublicKeyInfo());
    }

    public UnitPublicKey PublicKey { get; }

    /// <summary>Makes a new key.</summary>
    public static UnitSigner Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads what <see cref="ExportPrivateKey"/> gives.</summary>
    /// <exception cref="FormatException">It is no private key over P-256.</exception>
    public static UnitSigner FromPrivateKey(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            UnitPublicKey.RequireCurve(key);
            return new UnitSigner(key);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            key.Dispose();
            throw new FormatException($"This is no signing key of a unit: {error.Message}", error);
        }
    }

    /// <summary>The key itself, PKCS #8, to be kept encrypted. Whoever takes it zeroes it after use.</summary>
    public byte[] ExportPrivateKey()
    {
        lock (_gate)
        {
            return _key.ExportPkcs8PrivateKey();
        }
    }

    /// <summary>Signs a message; no two signatures of the same are equal.</summary>
    /// <returns><see cref="SignatureLength"/> bytes: r and s, each 32 bytes, big-endian (IEEE P1363).</returns>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            return _key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    public void Dispose() => _key.Dispose();
}
