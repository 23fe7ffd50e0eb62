using System.Text;
using System.Text.Json;
using DoorFace.Core.Keys;

namespace DoorFace.Host.Isolation;

/// <summary>A proof as it is handed out: the text, the unit's signature under it, and the key by which that can be checked.</summary>
/// <param name="Proof">The same as the text, for machines; null of one that was read from a text file.</param>
/// <param name="Text">What is signed, to the last character.</param>
/// <param name="Signature">By the unit's key over the text in UTF-8; base64. Null when it could not be signed.</param>
/// <param name="PublicKey">PEM; null likewise.</param>
/// <param name="Unsigned">Why it is not signed; null when it is.</param>
internal sealed record SignedProof(Proof? Proof, string Text, string? Signature, string? PublicKey, string? Unsigned)
{
    private const string Begin = "-----BEGIN DOORFACE SIGNATURE-----\n";
    private const string End = "\n-----END DOORFACE SIGNATURE-----\n";

    public static SignedProof Of(Proof proof, UnitSigner signer)
    {
        var text = ProofText.Of(proof);
        return new SignedProof(proof, text, Convert.ToBase64String(signer.Sign(Encoding.UTF8.GetBytes(text))), signer.PublicKey.ToPem(), null);
    }

    public static SignedProof Without(Proof proof, string reason) => new(proof, ProofText.Of(proof), null, null, reason);

    /// <summary>The text with the signature and the key below it.</summary>
    public string ToFile() => Signature is null ? $"{Text}\nNOT SIGNED: {Unsigned}\n" : $"{Text}{Begin}{Signature}{End}{PublicKey}\n";

    /// <summary>Reads what <see cref="ToFile"/> gives, or the JSON of the command.</summary>
    /// <exception cref="FormatException">It is neither, or not signed.</exception>
    public static SignedProof Read(string content)
    {
        if (content.StartsWith('{'))
        {
            return ReadJson(content);
        }

        var (begin, end) = (content.LastIndexOf(Begin, StringComparison.Ordinal), content.LastIndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end >= begin + Begin.Length
            ? new SignedProof(null, content[..begin], content[(begin + Begin.Length)..end], content[(end + End.Length)..], null)
            : throw new FormatException("It holds no proof with a signature.");
    }

    /// <summary>Why it proves nothing by this key; null when exactly this was signed by it.</summary>
    public string? Fault(UnitPublicKey key)
    {
        Span<byte> signature = stackalloc byte[UnitSigner.SignatureLength];
        if (Signature is null || !Convert.TryFromBase64String(Signature, signature, out var length) || !key.Verifies(Encoding.UTF8.GetBytes(Text), signature[..length]))
        {
            return "It was changed, or signed by another unit.";
        }

        return Proof is null || ProofText.Of(Proof) == Text ? null : "What is for machines in it says something else than the text that was signed, or another version made it.";
    }

    private static SignedProof ReadJson(string content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, ProofJson.Default.SignedProof) is { Text: not null, Signature: not null } proof
                ? proof
                : throw new FormatException("It holds no proof with a signature.");
        }
        catch (JsonException mistake)
        {
            throw new FormatException($"It holds no proof: {mistake.Message}", mistake);
        }
    }
}
