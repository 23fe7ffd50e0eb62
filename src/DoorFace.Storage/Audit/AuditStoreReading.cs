using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Keys;
using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Audit;

/// <content>What is asked of the audit.</content>
public sealed partial class AuditStore
{
    /// <summary>Checks every entry and every seal that is kept, at one instant of the audit: others may write meanwhile.</summary>
    /// <param name="key">The key that must have sealed it; null for the one that stands under the newest seal, whosever that is.</param>
    /// <param name="remembered">What the unit remembers of it; null for nothing.</param>
    public ChainVerification Verify(UnitPublicKey? key = null, RememberedAudit? remembered = null) => _file.Run(() =>
    {
        using var snapshot = Connection.BeginTransaction(deferred: true);
        return SealedAudit.Verify(Connection, key, remembered);
    });

    /// <summary>What the door must remember; that of a new door when nothing was ever stored.</summary>
    public DoorMemory LoadMemory() => LoadMemory(out _);

    /// <summary>The same.</summary>
    /// <param name="damage">Why it cannot be known, as sentences; it says the safest then. Otherwise null.</param>
    public DoorMemory LoadMemory(out string? damage)
    {
        var signer = _signer?.Signer();
        (var memory, damage) = _file.Run(() =>
        {
            using var snapshot = Connection.BeginTransaction(deferred: true);
            try
            {
                return (new SealedAudit(Connection, Boot, signer, _signer?.Remembered, null).LoadMemory() ?? new DoorMemory(), (string?)null);
            }
            catch (FormatException unknown)
            {
                return (DoorMemoryRow.Safest, $"{unknown.Message} It is locked down and the tamper alarm is on: look at the unit, clear the alarm and end the lock-down.");
            }
        });
        return memory;
    }

    /// <summary>The latest wall clock of all entries since the last one by which an administrator confirmed the clock; null when there is none.</summary>
    public DateTimeOffset? LatestEntryAt() => _file.Run(() => AuditClock.LatestEntryAt(Connection));

    /// <summary>Whether the last thing said of the clock is that it cannot be trusted: it was neither set right nor confirmed since.</summary>
    public bool IsClockDistrusted() => _file.Run(() => AuditClock.IsDistrusted(Connection));

    /// <summary>The detail of the latest entry of a kind; null without one.</summary>
    public string? LatestDetailOf(AuditKind kind) => _file.Run(() => Connection.Rows(
        "SELECT detail FROM entry WHERE kind = $kind ORDER BY sequence DESC LIMIT 1", row => row.GetString(0), ("$kind", $"{kind}")).SingleOrDefault());

    /// <summary>Entries, the newest first.</summary>
    /// <param name="most">How many, at least 1.</param>
    /// <param name="before">Only those before this <see cref="AuditEntry.Sequence"/>; null for the newest of all.</param>
    public IReadOnlyList<AuditEntry> Read(int most, long? before = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _file.Run(() => AuditRows
            .Select(Connection, "WHERE sequence < $before AND kind IS NOT NULL ORDER BY sequence DESC LIMIT $most", ("$before", before ?? long.MaxValue), ("$most", most))
            .ToList());
    }

    /// <summary>Entries, the oldest first.</summary>
    /// <param name="after">Only those after this <see cref="AuditEntry.Sequence"/>; 0 for the oldest of all.</param>
    /// <param name="most">How many, at least 1.</param>
    public IReadOnlyList<AuditEntry> ReadAfter(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _file.Run(() => AuditRows
            .Select(Connection, "WHERE sequence > $after AND kind IS NOT NULL ORDER BY sequence LIMIT $most", ("$after", after), ("$most", most))
            .ToList());
    }

    /// <summary>Entries with what proves them, the oldest first, and what holds all of them in their place.</summary>
    /// <param name="after">As for <see cref="ReadAfter"/>.</param>
    /// <param name="most">How many, at least 1.</param>
    public AuditPage ReadPage(long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _file.Run(() =>
        {
            using var snapshot = Connection.BeginTransaction(deferred: true);
            var entries = AuditRows.SelectChained(Connection, "WHERE sequence > $after ORDER BY sequence LIMIT $most", ("$after", after), ("$most", most)).ToList();
            return new AuditPage(entries, SealRows.ReadAll(Connection), AuditRows.LastGiven(Connection));
        });
    }

    /// <summary>What lost its content or went before its time, in sentences.</summary>
    public IReadOnlyList<string> Evicted() => _file.Run(() =>
    {
        var (anchor, erased) = AuditRows.Anchor(Connection);
        return new AuditSeals(default, anchor, erased, []).Evicted.ToList();
    });

    /// <summary>Every entry that concerns a resident, the oldest first.</summary>
    public IReadOnlyList<AuditEntry> EntriesOf(SubjectId subject) => _file.Run(() => AuditRows
        .Select(Connection, "WHERE subject = $subject ORDER BY sequence", ("$subject", subject.ToString()))
        .ToList());

    /// <summary>How many entries there are, without those that were emptied.</summary>
    public long Count() => _file.Run(() => Connection.Integer("SELECT count(*) FROM entry WHERE kind IS NOT NULL"));

    /// <summary>Reads what the door and the next entry will need, so that damage is found while the file can still be set aside.</summary>
    private void RequireReadable() => _file.Run(() =>
    {
        DoorMemoryRow.Load(Connection);
        AuditClock.LatestEntryAt(Connection);
        AuditClock.IsDistrusted(Connection);
        AuditRows.Last(Connection);
        AuditRows.Anchor(Connection);
        SealRows.AuditId(Connection);
        SealRows.LastCheckpoint(Connection);
        return Enum.GetValues<SealPurpose>().Count(purpose => SealRows.Newest(Connection, purpose) is not null);
    });
}
