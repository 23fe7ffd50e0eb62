using DoorFace.Core.Door;
using DoorFace.Storage.Audit;

namespace DoorFace.Host.Audit;

/// <summary>What one step of the door leaves to be stored.</summary>
/// <param name="Entries">In the order they happened; may be empty.</param>
/// <param name="Memory">What must be remembered from now on; null when that did not change.</param>
/// <param name="Number">Of the memory; grows with every one.</param>
/// <param name="Stored">Told when everything up to here is stored; null where nobody waits for that.</param>
/// <param name="Erasure">Everything from before is erased first, and this told then; null where nothing is erased.</param>
internal sealed record AuditBatch(IReadOnlyList<AuditRecord> Entries, DoorMemory? Memory, long Number = 0, TaskCompletionSource? Stored = null, TaskCompletionSource? Erasure = null);
