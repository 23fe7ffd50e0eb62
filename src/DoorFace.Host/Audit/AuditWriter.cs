using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Door;
using DoorFace.Host.Settings;
using DoorFace.Host.Supervision;
using DoorFace.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Audit;

/// <summary>
/// Stores what happens, in order, beside the door's loop. While the file cannot be written, entries wait in memory and the door goes on;
/// it accepts no face from then on, or with <see cref="MostForFaces"/> of them if that is set, and beyond <see cref="MostWaiting"/> the oldest are lost and
/// counted. Once a day it empties what was kept long enough.
/// Stopped last, after the door has said its last word.
/// </summary>
public sealed class AuditWriter(
    AuditLog log, AuditStart start, StorageSettings settings, AuditSettings rules, AuditSigner signer, DoorInbox door, TimeProvider time, ILogger<AuditWriter> logger)
    : BackgroundService
{
    /// <summary>A door that cannot tell any more whom it let in lets nobody in by their face.</summary>
    public const int MostForFaces = 1000;

    /// <summary>A few megabytes.</summary>
    public const int MostWaiting = 10_000;

    private readonly Queue<AuditRecord> _waiting = [];
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AuditCleaner _cleaner = new(log, rules.Retention, time, logger);
    private AuditStore? _store = start.Store;
    private DoorMemory? _memory;
    private DoorMemory _latest = start.Memory;
    private long _lost;
    private TaskCompletionSource? _erasure;
    private bool _failed;
    private bool _full;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        log.Complete();
        _stopping.TrySetResult();
        // Not by cancelling: what is in the queue is stored first.
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _store?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (start.Fault is { } fault)
        {
            Fail(fault);
        }

        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        // What waits is tried again by itself, without anything new to store.
        while (_waiting.Count > 0 || _memory is not null || _erasure is not null || await _cleaner.WaitAsync(() => _store).ConfigureAwait(false))
        {
            TakeAll();
            if (TryStore())
            {
                backoff.Reset();
                continue;
            }

            if (_stopping.Task.IsCompleted)
            {
                logger.EntriesNotStored(_waiting.Count);
                return;
            }

            await Task.WhenAny(Task.Delay(backoff.Next(), time, CancellationToken.None), _stopping.Task).ConfigureAwait(false);
        }
    }

    private void TakeAll()
    {
        while (log.Reader.TryRead(out var batch))
        {
            if (batch.Erasure is { } erasure)
            {
                _waiting.Clear();
                (_erasure, _lost) = (erasure, 0);
            }

            foreach (var entry in batch.Entries)
            {
                _waiting.Enqueue(entry);
            }

            _memory = batch.Memory ?? _memory;
            _latest = batch.Memory ?? _latest;
        }

        for (; _waiting.Count > MostWaiting; _lost++)
        {
            _waiting.Dequeue();
        }
    }

    private bool TryStore()
    {
        try
        {
            _store ??= Reopen();
            if (_erasure is { } erasure)
            {
                Erase(_store);
                _erasure = null;
                erasure.TrySetResult();
            }

            AuditRecord[] lost = _lost > 0 ? [log.Stamp(new AuditEvent(AuditKind.EntriesLost, $"{_lost}"))] : [];
            _store.Append([.. _waiting, .. lost], _memory);
        }
        catch (StorageException fault)
        {
            if (fault.Fault is StorageFault.Corrupt or StorageFault.NotADatabase)
            {
                // The next attempt moves it aside and begins a new one.
                _store?.Dispose();
                _store = null;
            }

            Fail(fault.Message);
            return false;
        }

        _waiting.Clear();
        (_memory, _lost) = (null, 0);
        if (_failed)
        {
            door.Post(new DoorInput.Mended(DoorFault.Audit));
        }

        if (_full)
        {
            door.Post(new DoorInput.Mended(DoorFault.AuditFull));
        }

        (_failed, _full) = (false, false);
        return true;
    }

    /// <summary>Erases what was stored before, and stores what waits in its place: that it was erased.</summary>
    private void Erase(AuditStore store)
    {
        // They were destroyed with all the rest.
        signer.Forget();
        try
        {
            store.Clear([.. _waiting], time.GetUtcNow());
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.ErasureUnfinished)
        {
            logger.AuditFailed(fault.Message);
        }

        _waiting.Clear();
    }

    /// <summary>Opens the file that could not be opened at the start, or broke since. What it remembered and the door does not is kept in it.</summary>
    private AuditStore Reopen()
    {
        var opened = settings.OpenAudit(signer);
        var stored = opened.Replaced is null ? opened.Store.LoadMemory() : new DoorMemory();
        _memory = _latest with
        {
            Tamper = _latest.Tamper || stored.Tamper,
            Fire = _latest.Fire || stored.Fire,
            LockDown = _latest.LockDown || stored.LockDown,
            LockDownEndsAt = _latest.LockDown ? _latest.LockDownEndsAt : stored.LockDownEndsAt,
        };
        return opened.Store;
    }

    private void Fail(string message)
    {
        if (!_failed)
        {
            _failed = true;
            logger.AuditFailed(message);
            door.Post(new DoorInput.Broken(DoorFault.Audit, message));
        }

        var most = rules.WhenUnavailable == UnavailableAudit.DenyFaces ? 1 : MostForFaces;
        if (!_full && _waiting.Count >= most)
        {
            _full = true;
            door.Post(new DoorInput.Broken(
                DoorFault.AuditFull, $"no face is accepted while {_waiting.Count} entries wait to be stored (Audit:WhenUnavailable is {rules.WhenUnavailable})"));
        }
    }
}
