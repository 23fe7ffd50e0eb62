using System.Security.Cryptography;

namespace DoorFace.Core.Keys;

/// <summary>The half of a unit's signing key that anybody may have: it tells whether the unit signed something. Immutable.</summary>
public sealed class UnitPublicKey : IEquatable<UnitPublicKey>
{
    private const string NistP256 = "1.2.840.10045.3.1.7";

    private readonly byte[] _info;

    private UnitPublicKey(byte[] info)
    {
        _info = info;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(info));
    }

    /// <summary>SHA-256 of <see cref="ToArray"/>: 64 lower-case hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads what <see cref="ToArray"/> gives.</summary>
    /// <exception cref="FormatException">It is no public key over P-256.</exception>
    public static UnitPublicKey FromArray(ReadOnlySpan<byte> info)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(info, out var read);
            RequireCurve(key);
            if (read != info.Length)
            {
                throw new FormatException("Something follows the public key.");
            }

            // The reader takes some changed bytes for the same key: what stands there must be the one way of writing it.
            var written = key.ExportSubjectPublicKeyInfo();
            return info.SequenceEqual(written) ? new UnitPublicKey(written) : throw new FormatException("This is not how the public key is written: a byte was changed.");
        }
        catch (Exception error) when (error is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            // The second of a curve that the system has not.
            throw new FormatException($"This is no public key: {error.Message}", error);
        }
    }

    /// <summary>Reads what <see cref="ToPem"/> gives.</summary>
    /// <exception cref="FormatException">It holds no public key over P-256, or something else besides.</exception>
    public static UnitPublicKey FromPem(ReadOnlySpan<char> text)
    {
        if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] is not "PUBLIC KEY")
        {
            throw new FormatException("There is no 'BEGIN PUBLIC KEY' in it.");
        }

        return FromArray(Convert.FromBase64String(text[fields.Base64Data].ToString()));
    }

    /// <summary>The key as an X.509 SubjectPublicKeyInfo, DER.</summary>
    public byte[] ToArray() => [.. _info];

    /// <summary>The same as text that other programs read, such as openssl.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _info);

    /// <summary>Whether the unit signed exactly this.</summary>
    /// <param name="message">What is said to be signed.</param>
    /// <param name="signature">As <see cref="UnitSigner.Sign"/> gives it; anything else is no signature.</param>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(_info, out _);
            return key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            // A point that is not on the curve: no key at all, so it signed nothing.
            return false;
        }
    }

    public bool Equals(UnitPublicKey? other) => other is not null && Fingerprint == other.Fingerprint;

    public override bool Equals(object? obj) => Equals(obj as UnitPublicKey);

    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Fingerprint;

    /// <exception cref="FormatException">The key is over another curve.</exception>
    internal static void RequireCurve(ECDsa key)
    {
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != NistP256)
        {
            throw new FormatException("The key is not over the curve P-256.");
        }
    }
}
