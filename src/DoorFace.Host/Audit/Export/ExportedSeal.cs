using DoorFace.Core.Audit;
using DoorFace.Core.Keys;

namespace DoorFace.Host.Audit.Export;

/// <summary>A signature of the unit.</summary>
/// <param name="Purpose">What it says of the place.</param>
/// <param name="Sequence">The place.</param>
/// <param name="Hash">What all up to it comes to.</param>
/// <param name="Boot">The start of the service in which it was sealed.</param>
/// <param name="At">When.</param>
/// <param name="AccessErased">Of the beginning: the last entry of access that may be empty.</param>
/// <param name="AdministrationErased">Of the beginning: the last entry of administration that may be empty.</param>
/// <param name="Key">The public key, an X.509 SubjectPublicKeyInfo in base64; empty when it cannot be read.</param>
/// <param name="Signature">ECDSA over P-256 with SHA-256: r and s, in base64.</param>
/// <param name="OutsideErased">Of the beginning: the last entry of what came from outside that may be empty.</param>
/// <param name="Evicted">Of the beginning: up to which entry all went before their time.</param>
internal sealed record ExportedSeal(
    SealPurpose Purpose,
    long Sequence,
    string Hash,
    long Boot,
    DateTimeOffset At,
    long AccessErased,
    long AdministrationErased,
    string Key,
    string Signature,
    long OutsideErased = 0,
    long Evicted = 0) : ExportLine
{
    public static ExportedSeal Of(AuditSeal seal) => new(
        seal.Purpose, seal.Link.Sequence, seal.Link.Hash.ToString(), seal.Boot, seal.At, seal.Erased.Access, seal.Erased.Administration,
        Convert.ToBase64String(seal.Key?.ToArray() ?? []), Convert.ToBase64String(seal.Signature.Span),
        seal.Erased.Outside, seal.Erased.Evicted);

    /// <exception cref="FormatException">Something in it is not what it must be.</exception>
    /// <exception cref="ArgumentException">The same.</exception>
    public AuditSeal Read() => new(
        Purpose, new ChainLink(Sequence, new ChainHash(Convert.FromHexString(Hash))), Boot, At, new ErasedMarks(AccessErased, AdministrationErased, OutsideErased, Evicted),
        Key.Length > 0 ? UnitPublicKey.FromArray(Convert.FromBase64String(Key)) : null, Convert.FromBase64String(Signature));
}
