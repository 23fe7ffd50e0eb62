using System.Text.Json.Serialization;
using DoorFace.Core.Audit;

namespace DoorFace.Host.Audit;

/// <summary>What came of checking the audit, as <c>--json</c> prints it.</summary>
/// <param name="Sound">Whether every chained entry is as it was written, and every seal fits; false too when there is neither.</param>
/// <param name="Before">Entries that were written before there was a chain: nothing can be said of them.</param>
/// <param name="Verified">Chained entries that are as they were written.</param>
/// <param name="LastSequence">The last sound entry.</param>
/// <param name="LastHash">What all up to it comes to: the same as on a receipt of that number.</param>
/// <param name="Fault">The first place that is not as it was written, as a sentence; null when there is none.</param>
/// <param name="Erased">How many of the verified entries have lost their content because their time was over.</param>
/// <param name="SealedUpTo">The last entry under a sound seal; 0 when nothing is sealed.</param>
/// <param name="Key">The SHA-256 of the public key by which the seals were checked; null without any.</param>
/// <param name="KeyIsKnown">Whether that was the unit's own key or one that was given; false for the one that the audit itself names.</param>
/// <param name="Note">What the unit noted of its seals; null when nothing.</param>
internal sealed record AuditVerdict(
    bool Sound, long Before, long Verified, long LastSequence, string LastHash, string? Fault, long Erased, long SealedUpTo, string? Key, bool KeyIsKnown, string? Note)
{
    /// <param name="found">What came of it.</param>
    /// <param name="keyIsKnown">Whether it was told by which key.</param>
    public static AuditVerdict Of(ChainVerification found, bool keyIsKnown) => new(
        found.IsSound, found.Before, found.Verified, found.Last.Sequence, found.Last.Hash.ToString(), found.Fault?.Description, found.Erased, found.SealedUpTo,
        found.Key?.Fingerprint, keyIsKnown, found.Note)
    {
        IsEmpty = found.Fault?.Kind == ChainFaultKind.Empty,
    };

    /// <summary>There is nothing that could be as it was written, or not.</summary>
    [JsonIgnore]
    public bool IsEmpty { get; private init; }

    /// <summary>The same of a unit that has never sealed an entry, as it knows itself: it is empty because nothing was stored yet, which is no fault.</summary>
    public AuditVerdict BeforeFirstEntry() =>
        IsEmpty ? this with { Sound = true, Fault = null, Note = "There is no entry in the audit yet: this unit has never sealed one." } : this;

    /// <summary>The same in words.</summary>
    public string Describe() => IsEmpty ? Fault ?? Note! : Sound
        ? $"The audit is as it was written: {Verified} entries, {Before} from before there was a chain, {Erased} emptied because their time was over. {Seals}{Note}".TrimEnd()
        : $"The audit is not as it was written. {Fault} Nothing from there on can be relied on.";

    private string Seals => (SealedUpTo, Key, KeyIsKnown) switch
    {
        (_, null, _) => "It is under no seal: the unit's key could not be had. ",
        (_, { } key, true) => $"It is sealed up to entry {SealedUpTo} with the key {key}. ",
        (_, { } key, false) => $"It is sealed up to entry {SealedUpTo} with the key {key}, which the audit itself names: compare that with 'doorface keys show'. ",
    };
}
