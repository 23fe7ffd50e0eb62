using DoorFace.Core.Door;
using DoorFace.Host.Settings;
using DoorFace.Host.Time;
using DoorFace.Storage;
using DoorFace.Storage.Audit;

namespace DoorFace.Host.Audit;

/// <summary>
/// What the audit says when it is first looked at, with the door in service already. A file that cannot be used is a fault and no end: what the door
/// remembered is unknown then, and it says that the tamper alarm is on until an administrator has looked.
/// </summary>
/// <param name="Store">The audit; null when it cannot be opened now.</param>
/// <param name="Memory">What the door must not have forgotten.</param>
/// <param name="LockDownLeft">What is left of the lock-down in it; null for no end or when the clock cannot tell.</param>
/// <param name="Fault">What is wrong with the file, for people; null when nothing is.</param>
/// <param name="MemoryIsKnown">Whether the memory is what was stored.</param>
public sealed record AuditStart(AuditStore? Store, DoorMemory Memory, TimeSpan? LockDownLeft, string? Fault, bool MemoryIsKnown)
{
    /// <summary>How the run before ended, in words; null when the audit cannot tell.</summary>
    public string? PreviousStop { get; private init; }

    /// <summary>The same for the door.</summary>
    public DoorInput.MemoryLoaded ForTheDoor => new(Memory, LockDownLeft, PreviousStop ?? "");

    /// <param name="settings">Where the file is.</param>
    /// <param name="clock">Told the latest entry, by which it judges the wall clock.</param>
    /// <param name="signer">Has the unit's signing key.</param>
    internal static AuditStart Open(StorageSettings settings, WallClock clock, AuditSigner signer)
    {
        try
        {
            var opened = settings.OpenAudit(signer);
            var start = Of(opened.Store, clock);
            return start with { Store = opened.Store, Fault = opened.Replaced ?? start.Fault, PreviousStop = opened.Store.PreviousStop };
        }
        catch (StorageException fault)
        {
            return Look(settings, clock) with { Fault = fault.Message };
        }
    }

    /// <summary>A file that cannot be written may still be read.</summary>
    private static AuditStart Look(StorageSettings settings, WallClock clock)
    {
        try
        {
            using var store = AuditStore.OpenForReading(settings.FullAuditPath);
            return Of(store, clock);
        }
        catch (StorageException)
        {
            clock.Begin(null, distrusted: false);
            return new AuditStart(null, new DoorMemory(Tamper: true), null, null, MemoryIsKnown: false);
        }
    }

    private static AuditStart Of(AuditStore store, WallClock clock)
    {
        var memory = store.LoadMemory(out var damage);
        clock.Begin(store.LatestEntryAt(), store.IsClockDistrusted(), store.MachineWasOff);
        return new AuditStart(null, memory, LeftOf(memory, clock), damage, MemoryIsKnown: true);
    }

    /// <summary>What is left of the lock-down in a memory; null for no end or when the clock cannot tell.</summary>
    internal static TimeSpan? LeftOf(DoorMemory memory, WallClock clock)
    {
        var (now, reason) = clock.Read();
        return reason is null ? memory.LockDownEndsAt - now : null;
    }
}
