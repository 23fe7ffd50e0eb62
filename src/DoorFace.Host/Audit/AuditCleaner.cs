using DoorFace.Core.Audit;
using DoorFace.Core.Time;
using DoorFace.Device.Time;
using DoorFace.Host.Supervision;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Audit;

/// <summary>
/// Empties entries whose time is over, once a day while nothing waits to be stored; on the writer's own store, so that nothing is locked out
/// meanwhile. Tried again in an hour when it fails, or while the clock cannot be trusted or the unit's key cannot be had.
/// </summary>
internal sealed class AuditCleaner(AuditLog log, AuditRetention retention, TimeProvider time, ILogger logger)
{
    // The start belongs to the door and the camera.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);
    private static readonly TimeSpan Retry = TimeSpan.FromHours(1);

    private MonotonicInstant _dueAt = time.GetMonotonicInstant() + FirstLook;
    private bool _failed;

    /// <summary>Waits until there is something to store, and cleans meanwhile.</summary>
    /// <param name="store">The audit; null while it cannot be used.</param>
    /// <returns>Whether there is; false when nothing comes any more.</returns>
    public async Task<bool> WaitAsync(Func<AuditStore?> store)
    {
        var next = log.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        while (!next.IsCompleted)
        {
            var rest = _dueAt - time.GetMonotonicInstant();
            if (rest > TimeSpan.Zero)
            {
                using var waiting = new CancellationTokenSource();
                await Task.WhenAny(next, Task.Delay(rest, time, waiting.Token)).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
                continue;
            }

            _dueAt = time.GetMonotonicInstant() + (store() is { } present && Clean(present) ? Pause : Retry);
        }

        return await next.ConfigureAwait(false);
    }

    /// <summary>Whether something was emptied.</summary>
    private bool Clean(AuditStore store)
    {
        try
        {
            var emptied = store.Retain(retention, log.Stamp(new AuditEvent(AuditKind.AuditPruned)));
            _failed = false;
            return emptied;
        }
        catch (StorageException fault)
        {
            if (!_failed)
            {
                _failed = true;
                logger.AuditNotCleaned(fault.Message);
            }

            return fault.Fault == StorageFault.ErasureUnfinished;
        }
    }
}
