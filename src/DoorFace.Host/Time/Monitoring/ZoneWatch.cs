using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Audit;
using DoorFace.Host.Messaging;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Audit;

namespace DoorFace.Host.Time.Monitoring;

/// <summary>Keeps in the audit which time zone is in force, also when it was changed while the service was off, and tells the door when it cannot be read.</summary>
public sealed class ZoneWatch(LocalZone zone, StorageSettings storage, AuditLog audit, DoorInbox door)
{
    private const string Arrow = " -> ";

    private string? _recorded;
    private bool _failing;
    private bool _broken;

    /// <summary>Looks again.</summary>
    public void Look()
    {
        var now = zone.Read();
        Record(now);
        // A file that is being exchanged is missing for an instant.
        var broken = now.Fault is not null && _failing;
        _failing = now.Fault is not null;
        if (broken != _broken && (broken || !_failing))
        {
            _broken = broken;
            door.Post(broken ? new DoorInput.FaultRaised(DoorFault.TimeZone, now.Fault!) : new DoorInput.FaultCleared(DoorFault.TimeZone));
        }
    }

    private void Record(ZoneReading now)
    {
        _recorded ??= LastRecorded();
        if (_recorded is not null && now.IsKnown && now.Name != _recorded)
        {
            audit.Write([new AuditEvent(AuditKind.TimeZoneChanged, $"{_recorded}{Arrow}{now.Name}")]);
            _recorded = now.Name;
        }
    }

    /// <summary>What the audit says; UTC where it says nothing, and null while it cannot be read.</summary>
    private string? LastRecorded()
    {
        try
        {
            using var store = AuditStore.OpenForReading(storage.FullAuditPath);
            var said = store.LatestDetailOf(AuditKind.TimeZoneChanged);
            return said is null ? ZoneReading.Utc.Name : said[(said.IndexOf(Arrow, StringComparison.Ordinal) + Arrow.Length)..];
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
