using System.Globalization;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Keys;
using DoorFace.Core.State;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>
/// Adds to the chain and takes from it, and keeps it under the unit's seals. Called within a transaction that writes. Without a signer entries are
/// added under no seal; whoever has one later seals them, and an entry says so. What does not fit its seal is left as it is, and an entry says
/// that too: nothing that is added hides it.
/// </summary>
/// <param name="connection">The audit's.</param>
/// <param name="boot">The start of the service.</param>
/// <param name="signer">The unit's; null while its key cannot be had.</param>
/// <param name="remembered">What the unit remembers of the audit that it sealed; null for nothing.</param>
/// <param name="residents">What the audit is to remember of the residents; null for nothing.</param>
internal sealed partial class SealedAudit(SqliteConnection connection, long boot, UnitSigner? signer, RememberedAudit? remembered, RememberedResidents? residents)
{
    /// <summary>Entries between two checkpoints: so many at most are in doubt when they were written anew.</summary>
    public const int CheckpointDistance = 100;

    private readonly byte[] _auditId = SealRows.AuditId(connection);
    private RememberedAudit? _remembered = remembered;

    /// <summary>What the unit is to remember from now on, once it is on the medium; null to leave it at what it was.</summary>
    public RememberedAudit? ToRemember { get; private set; }

    /// <summary>The place in this audit that the unit remembers.</summary>
    private ChainLink? RememberedPlace => _remembered?.IsOf(_auditId) == true ? _remembered.Link : null;

    /// <summary>Adds entries at the end of the chain, which is read now: another process may have written since.</summary>
    /// <returns>The last one's place; that of the last before when there are none.</returns>
    public ChainLink Append(IReadOnlyList<AuditRecord> records)
    {
        var last = AuditRows.Last(connection);
        if (records.Count == 0)
            return last;

        var head = SealRows.Newest(connection, SealPurpose.Head);
        // Numbers that were given and cut off are not given again.
        if (head is { Seal: var seal } && seal.Link.Sequence > last.Sequence && seal.IsValid(_auditId))
            last = last with { Sequence = seal.Link.Sequence };
        var ofRemembered = FindingOfRemembered(last);
        var findings = Findings(head, last, records[0].At, ofRemembered);
        if (RememberedPlace is { } link && link.Sequence > last.Sequence)
            last = last with { Sequence = link.Sequence };
        foreach (var finding in findings)
            last = AuditRows.Add(connection, last, boot, records[0] with { Event = finding });
        foreach (var record in records)
            last = AuditRows.Add(connection, last, boot, record);
        Seal(last, records[^1].At, records.Any(record => record.Event.Kind is AuditKind.Started or AuditKind.Stopped));
        // Said once.
        if (ofRemembered is not null)
            Remember(last);
        return last;
    }

    /// <summary>
    /// Makes room, some at a time, so that not every entry costs a deletion besides: empties the oldest of what came from outside when there is more of
    /// it than it may take, and takes the oldest of all away when the rest is too much. The sealed beginning tells it.
    /// </summary>
    /// <param name="room">How much there is.</param>
    /// <param name="added">Entries since the last time this was asked.</param>
    /// <param name="stamp">Now, for what must be said.</param>
    public void Limit(AuditRoom room, int added, AuditRecord stamp)
    {
        var newest = connection.Integer("SELECT max(sequence) FROM entry");
        if (newest / room.Step == (newest - added) / room.Step)
            return;

        // A mark under no seal would pass for a forgery.
        var outside = signer is null ? 0 : Excess("retention = 2 AND kind IS NOT NULL", room.MostOutside);
        // Numbers are given without gaps and taken from the oldest on.
        var rows = newest - connection.Integer("SELECT min(sequence) FROM entry") < room.MostRows ? 0 : newest - room.MostRows + (room.MostRows / 100);
        var oldest = Math.Max(rows, Excess("retention <> 2 AND kind IS NOT NULL", room.Most));
        if (outside == 0 && oldest == 0)
            return;

        var (anchor, erased) = AuditRows.Anchor(connection);

        var found = Unsaid();
        if (outside > 0)
        {
            AuditRows.Empty(connection, "retention = 2 AND kind IS NOT NULL AND sequence <= $to", ("$to", outside));
            SetAnchor(anchor, erased = erased with { Outside = Math.Max(erased.Outside, outside) }, stamp.At);
        }

        if (oldest > 0)
            MoveAnchor(oldest, erased with { Evicted = oldest }, stamp.At);
        Say(found, stamp);
    }

    /// <summary>Empties the entries whose time is over, and takes away the oldest of them. Only with a signer, and a clock that can be trusted.</summary>
    /// <param name="retention">How long they are kept.</param>
    /// <param name="stamp">Now.</param>
    /// <returns>Whether there were any.</returns>
    public bool Retain(AuditRetention retention, AuditRecord stamp)
    {
        var (anchor, before) = AuditRows.Anchor(connection);
        var marks = new ErasedMarks(
            Math.Max(before.Access, LastBefore(stamp.At - retention.Access)),
            Math.Max(before.Administration, LastBefore(stamp.At - retention.Administration)),
            Math.Max(before.Outside, LastBefore(stamp.At - retention.Access)));
        (string, object?)[] upTo = [("$access", marks.Access), ("$administration", marks.Administration), ("$outside", marks.Outside)];
        const string Due = "kind IS NOT NULL AND sequence <= CASE retention WHEN 0 THEN $access WHEN 2 THEN $outside ELSE $administration END";
        if (signer is null || connection.Integer($"SELECT count(*) FROM entry WHERE {Due}", upTo) == 0)
            return false;

        Append(
        [
            stamp with
            {
                Event = new AuditEvent(
                    AuditKind.AuditPruned,
                    string.Create(CultureInfo.InvariantCulture, $"access up to entry {marks.Access}, administration up to entry {marks.Administration}")),
            },
        ]);
        var found = Unsaid();
        connection.Execute($"DELETE FROM entry WHERE hash IS NULL AND {Due}", upTo);
        AuditRows.Empty(connection, Due, upTo);
        MoveAnchor(Math.Max(connection.Integer("SELECT min(sequence) - 1 FROM entry WHERE kind IS NOT NULL"), anchor.Sequence), marks, stamp.At);
        Say(found, stamp);
        Erasure.Mark(connection);
        return true;
    }

    /// <summary>Takes every entry and every seal away; the chain goes on behind the last.</summary>
    public void RemoveAll(DateTimeOffset now)
    {
        var last = AuditRows.Last(connection);
        connection.Execute("DELETE FROM entry");
        connection.Execute("DELETE FROM seal");
        StoreMemory(DoorMemoryRow.LoadOrSafest(connection) ?? new DoorMemory());
        ResidentsRow.Delete(connection);
        if (signer is not null && residents is not null)
            ResidentsRow.Write(connection, residents, _auditId, signer);
        SetAnchor(last, default, now);
        Seal(last, now, isCheckpoint: false);
    }

    /// <summary>Stores what the door must not forget.</summary>
    /// <returns>Whether it is under the unit's seal.</returns>
    public bool StoreMemory(DoorMemory memory)
    {
        DoorMemoryRow.Store(connection, memory, _auditId, signer);
        return signer is not null;
    }

    /// <summary>
    /// What the door must not have forgotten; null when nothing was ever stored. While the unit's key cannot be had, it is not known whether the unit stored
    /// it, and no face opens the door in any case.
    /// </summary>
    /// <exception cref="FormatException">It is not what the unit stored.</exception>
    public DoorMemory? LoadMemory()
    {
        var memory = DoorMemoryRow.Load(connection);
        return signer is null || RememberedPlace is null || !_remembered!.SealsMemory || DoorMemoryRow.IsSealed(connection, _auditId, signer.PublicKey)
            ? memory
            : throw new FormatException("What the door remembered is not what this unit stored: it was changed, or is damaged.");
    }

    /// <summary>Checks every entry and seal that is kept, as they are at one instant when called within a transaction.</summary>
    public static ChainVerification Verify(SqliteConnection connection, UnitPublicKey? key, RememberedAudit? remembered) => HashChain.Verify(
        SealRows.ReadAll(connection), AuditRows.SelectChained(connection, "ORDER BY sequence"), AuditRows.LastGiven(connection), key, remembered);

    private void Seal(ChainLink last, DateTimeOffset at, bool isCheckpoint)
    {
        if (signer is null)
            return;
        SealRows.Add(connection, AuditSeal.Make(_auditId, SealPurpose.Head, last, boot, at, default, signer));
        isCheckpoint |= last.Sequence - SealRows.LastCheckpoint(connection) >= CheckpointDistance;
        if (isCheckpoint)
            SealRows.Add(connection, AuditSeal.Make(_auditId, SealPurpose.Checkpoint, last, boot, at, default, signer));
        // Not every entry: it is a write to another file.
        if (isCheckpoint || _remembered is null)
            Remember(last);
    }

    /// <summary>Up to which entry those of a clause are more than may be kept; 0 when they are not. Some at a time.</summary>
    private long Excess(string clause, int most)
    {
        var count = connection.Integer($"SELECT count(*) FROM entry WHERE {clause}");
        return count <= most
            ? 0
            : connection.Integer($"SELECT sequence FROM entry WHERE {clause} ORDER BY sequence LIMIT 1 OFFSET $surplus", ("$surplus", count - most + (most / 100) - 1));
    }

    private void Remember(ChainLink last)
    {
        if (!(RememberedPlace is not null && _remembered!.SealsMemory))
        {
            // Once: from here on, what is under no seal is none of the unit's.
            StoreMemory(DoorMemoryRow.LoadOrSafest(connection) ?? new DoorMemory());
            if (residents is not null)
                ResidentsRow.Write(connection, residents, _auditId, signer!);
        }

        ToRemember = _remembered = new RememberedAudit(_auditId, last) { SealsMemory = true };
    }

    private void MoveAnchor(long to, ErasedMarks erased, DateTimeOffset at)
    {
        var present = AuditRows.Anchor(connection).Link;
        var link = AuditRows.HashOf(connection, to) is { } hash ? new ChainLink(to, hash) : present;
        connection.Execute("DELETE FROM entry WHERE sequence <= $to", ("$to", to));
        SealRows.RemoveUpTo(connection, link.Sequence);
        SetAnchor(link, erased, at);
    }

    private void SetAnchor(ChainLink link, ErasedMarks erased, DateTimeOffset at)
    {
        AuditRows.SetAnchor(connection, link, erased);
        SealAnchor(link, erased, at);
    }

    private void SealAnchor(ChainLink link, ErasedMarks erased, DateTimeOffset at)
    {
        SealRows.RemoveAll(connection, SealPurpose.Anchor);
        if (signer is not null)
            SealRows.Add(connection, AuditSeal.Make(_auditId, SealPurpose.Anchor, link, boot, at, erased, signer));
    }

    // Numbers are in the order of things whatever the clock said: all before an entry that is old for certain are older.
    private long LastBefore(DateTimeOffset end) => connection.Integer(
        "SELECT coalesce(max(sequence), 0) FROM entry WHERE clock_trusted = 1 AND at < $end", ("$end", end.ToUnixTimeMilliseconds()));
}
