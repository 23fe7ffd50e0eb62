using System.Globalization;
using DoorFace.Core.Keys;

namespace DoorFace.Core.Audit;

/// <summary>One walk along an audit, from the oldest entry that is kept to the newest.</summary>
internal sealed class ChainCheck
{
    // More would be no message.
    private const int MostNotes = 3;

    private readonly AuditSeals _seals;
    private readonly bool _keyIsGiven;
    private readonly UnitPublicKey? _key;
    private readonly RememberedAudit? _elsewhere;
    private readonly ChainLink? _remembered;
    private readonly AuditSeal? _head;
    private readonly AuditSeal? _anchorSeal;
    private readonly Queue<AuditSeal> _ahead;
    private readonly List<string> _notes = [];
    private ChainLink _last;
    private (ChainLink Link, long Verified, long Erased) _sealed;
    private ChainFault? _bent;
    private long _before;
    private long _verified;
    private long _erased;

    public ChainCheck(AuditSeals seals, UnitPublicKey? key, RememberedAudit? remembered)
    {
        _seals = seals;
        _keyIsGiven = key is not null;
        if (remembered?.IsOf(seals.AuditId.Span) == true)
            _remembered = remembered.Link;
        else
            _elsewhere = remembered;
        _head = seals.Seals.Where(seal => seal.Purpose == SealPurpose.Head).MaxBy(seal => seal.Link.Sequence);
        _anchorSeal = seals.Seals.LastOrDefault(seal => seal.Purpose == SealPurpose.Anchor);
        _key = key ?? (_head ?? _anchorSeal)?.Key;
        _ahead = new Queue<AuditSeal>(seals.Seals
            .Where(seal => seal.Purpose != SealPurpose.Anchor && (seal.Link.Sequence >= seals.Anchor.Sequence || seal == _head))
            .OrderBy(seal => seal.Link.Sequence));
        _last = seals.Anchor;
        _sealed = (seals.Anchor, 0, 0);
    }

    public ChainVerification Run(IEnumerable<ChainedEntry> entries, long lastGiven)
    {
        var fault = FaultOfOther() ?? FaultOfBeginning() ?? (_seals.Seals.Count > 0 ? FaultOfRemembered() : null) ?? FaultOfSeals();
        if (fault is null)
        {
            foreach (var entry in entries)
            {
                // Pruning takes the oldest first: once it has moved the beginning of the chain, nothing is left from before it.
                if (entry is { Hash: null, Digest: null, IsUnreadable: false } && entry.Sequence <= _seals.Anchor.Sequence && _seals.Anchor.Hash == default)
                {
                    _before++;
                    continue;
                }

                fault = FaultOf(entry) ?? Take(entry);
                if (fault is not null)
                    break;
            }
        }

        fault ??= FaultOfEnd(lastGiven) ?? _bent;
        return new ChainVerification(_before, _verified, _last, fault)
        {
            Erased = _erased,
            SealedUpTo = _seals.Seals.Count > 0 ? _sealed.Link.Sequence : 0,
            Key = _key,
            Note = Notes(),
        };
    }

    /// <summary>What became of the audit that the unit remembers, when this is another one.</summary>
    private ChainFault? FaultOfOther()
    {
        if (_elsewhere is not { Link.Sequence: var number, IsSetAside: var isSetAside })
            return null;
        if (!isSetAside)
            return new ChainFault(ChainFaultKind.Missing, 1, $"The audit that the unit had sealed up to entry {number} is gone with all its entries: this is another one.");
        _notes.Add(string.Create(CultureInfo.InvariantCulture, $"The one before, sealed up to entry {number}, was damaged and set aside."));
        return null;
    }

    private ChainFault? FaultOfBeginning()
    {
        var first = _seals.Anchor.Sequence + 1;
        if (_seals.Seals.Count == 0)
            return null;
        if (_anchorSeal is null)
            return new ChainFault(ChainFaultKind.Unsealed, first, $"The beginning of what is kept, before entry {first}, is under no seal.");
        return _anchorSeal.Link == _seals.Anchor && _anchorSeal.Erased == _seals.Erased && IsByKey(_anchorSeal)
            ? null
            : new ChainFault(
                ChainFaultKind.Forged, first, $"The beginning of what is kept, before entry {first}, is not as it was sealed{By(_anchorSeal)}: it was moved, or what may be empty was.");
    }

    /// <summary>What is wrong with seals that stand at the beginning of what is kept.</summary>
    private ChainFault? FaultOfSeals()
    {
        while (_ahead.TryPeek(out var seal) && seal.Link.Sequence <= _last.Sequence)
        {
            if (FaultOf(_ahead.Dequeue()) is { } fault)
                return fault;
        }

        return null;
    }

    private ChainFault? FaultOf(ChainedEntry entry)
    {
        var (expected, number) = (_last.Sequence + 1, entry.Sequence);
        if (number > expected)
            return Missing(expected, number - 1);
        if (number < expected)
            return new ChainFault(ChainFaultKind.OutOfOrder, number, $"Entry {number} stands where entry {expected} must be: it was moved or put there later.");
        if (entry.Hash is not { } hash || entry.Digest is not { } digest)
        {
            return new ChainFault(
                entry.IsUnreadable ? ChainFaultKind.Changed : ChainFaultKind.Unchained,
                number,
                $"Entry {number} has no hash though those before it have: it was put there by something else.");
        }

        if (entry.IsUnreadable || hash != HashChain.HashOf(_last.Hash, number, entry.Class, digest))
            return Changed(number);
        if (entry.Content is { } content)
            return entry.Salt is { } salt && digest == HashChain.DigestOf(salt, content) ? null : Changed(number);
        return number <= _seals.Erased.Of(entry.Class)
            ? null
            : new ChainFault(ChainFaultKind.Emptied, number, $"Entry {number} was emptied though its time was not over.");
    }

    private ChainFault? Take(ChainedEntry entry)
    {
        _last = new ChainLink(entry.Sequence, entry.Hash!.Value);
        _verified++;
        _erased += entry.Content is null ? 1 : 0;
        Note(entry);
        return FaultOfRemembered() ?? FaultOfSeals();
    }

    /// <summary>Checks the place that was just reached, if it is the one that the unit remembers.</summary>
    private ChainFault? FaultOfRemembered() => _remembered is { } link && link.Sequence == _last.Sequence && link.Hash != _last.Hash ? WrittenAnew(link.Sequence) : null;

    /// <summary>Checks a seal of the place that was just reached, or of one that cannot be any more.</summary>
    private ChainFault? FaultOf(AuditSeal seal)
    {
        var number = seal.Link.Sequence;
        // A checkpoint may be by an earlier key of the unit; only the newest seals must be by the present one.
        if (seal == _head ? !IsByKey(seal) : !seal.IsValid(_seals.AuditId.Span))
            return Back(new ChainFault(ChainFaultKind.Forged, number, $"The seal under entry {number} is not the unit's{By(seal)}."));
        if (number < _last.Sequence)
            return new ChainFault(ChainFaultKind.Forged, number, $"The newest seal is under entry {number}, which is before the beginning of what is kept.");
        if (seal.Link.Hash == _last.Hash)
        {
            _sealed = (_last, _verified, _erased);
            return null;
        }

        return WrittenAnew(number);
    }

    private ChainFault WrittenAnew(long number)
    {
        var first = Math.Min(_sealed.Link.Sequence + 1, number);
        return Back(new ChainFault(
            ChainFaultKind.Changed, first, first == number
                ? $"Entry {number} is not the one that was sealed: it was written anew."
                : $"Of entries {first} to {number}, at least one is not the one that was sealed: they were written anew."));
    }

    /// <summary>Nothing since the last sound seal can be relied on.</summary>
    private ChainFault Back(ChainFault fault)
    {
        (_last, _verified, _erased) = _sealed;
        return fault;
    }

    private ChainFault? FaultOfEnd(long lastGiven)
    {
        foreach (var seal in _ahead)
        {
            if (seal == _head ? !IsByKey(seal) : !seal.IsValid(_seals.AuditId.Span))
                return new ChainFault(ChainFaultKind.Forged, seal.Link.Sequence, $"The seal under entry {seal.Link.Sequence} is not the unit's{By(seal)}.");
            lastGiven = Math.Max(lastGiven, seal.Link.Sequence);
        }

        lastGiven = Math.Max(lastGiven, _remembered?.Sequence ?? 0);
        if (_last.Sequence < lastGiven)
            return Missing(_last.Sequence + 1, lastGiven);
        if (_seals.Seals.Count == 0)
            return FaultWithoutSeals(lastGiven);
        if (_head is null)
        {
            return new ChainFault(
                ChainFaultKind.Unsealed, _sealed.Link.Sequence + 1, $"The newest seal is missing: nothing says what came after entry {_sealed.Link.Sequence}.");
        }

        if (_head.Link.Sequence == _last.Sequence)
            return null;
        var first = _sealed.Link.Sequence + 1;
        return new ChainFault(
            ChainFaultKind.Unsealed,
            first,
            $"{Entries(first, _last.Sequence)} not under the newest seal: stored while the unit's key could not be had, or put there by something else.");
    }

    /// <summary>Without any seal, only somebody who knows the key, or remembers one, can tell that there should be some.</summary>
    private ChainFault? FaultWithoutSeals(long lastGiven)
    {
        if (!_keyIsGiven && _remembered is null)
            return null;
        if (lastGiven == 0)
            return new ChainFault(ChainFaultKind.Empty, 1, "There is neither an entry nor a seal in the audit, which proves nothing.");

        (_last, _verified, _erased) = (default, 0, 0);
        return new ChainFault(ChainFaultKind.Unsealed, 1, _remembered is { } link
            ? $"Every seal is gone, though the unit had sealed the audit up to entry {link.Sequence}: any entry up to {lastGiven} may be gone or forged."
            : $"There is no seal: whatever was stored up to entry {lastGiven} was so while the unit's key could not be had, or was taken away or forged with the seals.");
    }

    private bool IsByKey(AuditSeal seal) => seal.Key is not null && seal.Key.Equals(_key) && seal.IsValid(_seals.AuditId.Span);

    /// <summary>Says whose a sound seal is when it is by another key.</summary>
    private string By(AuditSeal seal) => seal.Key is { } key && !key.Equals(_key) ? $" (it is by another key, {key.Fingerprint})" : "";

    private void Note(ChainedEntry entry)
    {
        if (entry.Content is not { } content)
            return;
        var said = string.Create(CultureInfo.InvariantCulture, $"Entry {content.Sequence} says: {content.Detail}.");
        if (content.Kind == nameof(AuditKind.AuditBent))
            _bent ??= new ChainFault(ChainFaultKind.Bent, content.Sequence, said);
        else if (content.Kind == nameof(AuditKind.AuditSealed) && _notes.Count < MostNotes)
            _notes.Add(said);
    }

    private string? Notes()
    {
        string[] notes = [.. _notes, .. _seals.Evicted];
        return notes.Length > 0 ? string.Join(' ', notes) : null;
    }

    private static ChainFault Changed(long number) => new(
        ChainFaultKind.Changed, number, $"Entry {number} is not the one that was written there: it was changed, moved or put in.");

    private static ChainFault Missing(long from, long to) => new(
        ChainFaultKind.Missing, from, from == to ? $"Entry {from} was removed." : $"Entries {from} to {to} were removed.");

    private static string Entries(long from, long to) => from == to ? $"Entry {from} is" : $"Entries {from} to {to} are";
}
