using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Messaging;
using DoorFace.Host.Settings;
using DoorFace.Host.Supervision;
using DoorFace.Host.Time;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Audit;

/// <summary>
/// Reads what the door must remember and tells it, then stores what happens, in order, beside the door's loop. While the file cannot be written, entries wait in memory and the door goes on;
/// it accepts no face from then on, or with <see cref="MostForFaces"/> of them if that is set, and beyond <see cref="MostWaiting"/> the oldest are lost and
/// counted. Once a day it empties what was kept long enough.
/// Stopped last, after the door has said its last word.
/// </summary>
public sealed class AuditWriter(
    AuditLog log, MemoryReserve reserve, WallClock clock, StorageSettings settings, AuditSettings rules, AuditSigner signer, DoorInbox door, ServiceFaults faults, TimeProvider time,
    ILogger<AuditWriter> logger)
    : SupervisedService("The storing of the audit", faults)
{
    /// <summary>A door that cannot tell any more whom it let in lets nobody in by their face.</summary>
    public const int MostForFaces = 1000;

    /// <summary>A few megabytes.</summary>
    public const int MostWaiting = 10_000;

    private readonly Queue<AuditRecord> _waiting = [];
    private readonly List<TaskCompletionSource> _answers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly AuditCleaner _cleaner = new(log, rules.Retention, time, logger);
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private AuditStore? _store;
    private bool _begun;
    // What was stored before this start has come to the door.
    private bool _isRemembered;
    private DoorMemory? _memory;
    private long _number;
    private DoorMemory _latest = new();
    private StorageException? _damage;
    private bool _suspected;
    private long _lost;
    private TaskCompletionSource? _erasure;
    private bool _failed;
    private bool _full;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        log.Complete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        // Not by cancelling: what is in the queue is stored first.
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _store?.Dispose();
        _stopping.Dispose();
        base.Dispose();
    }

    protected override CancellationToken EndOfRetries(CancellationToken stoppingToken) => _stopping.Token;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        if (!_begun)
        {
            Begin();
        }

        // What waits is tried again by itself, without anything new to store.
        while (_waiting.Count > 0 || _memory is not null || _erasure is not null || _answers.Count > 0
            || await _cleaner.WaitAsync(() => _store).ConfigureAwait(false))
        {
            TakeAll();
            if (TryStore())
            {
                _backoff.Reset();
                continue;
            }

            if (_stopping.IsCancellationRequested)
            {
                logger.EntriesNotStored(_waiting.Count);
                return;
            }

            await Task.Delay(_backoff.Next(), time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells the door what it must remember. Whatever fails here, it is told something: it waits for that with everything but the way out.</summary>
    private void Begin()
    {
        _begun = true;
        var start = new AuditStart(null, new DoorMemory(Tamper: true), null, null, MemoryIsKnown: false);
        try
        {
            var left = reserve.Open();
            start = AuditStart.Open(settings, clock, signer);
            if (left is not null)
            {
                var memory = start.Memory.And(left);
                start = start with { Memory = memory, LockDownLeft = AuditStart.LeftOf(memory, clock) };
                log.Write([new AuditEvent(AuditKind.Fault, $"Memory: when the run before ended, it had not stored what the door must remember: it is so again ({left})")]);
            }
        }
        finally
        {
            (_store, _isRemembered, _latest) = (start.Store, start.MemoryIsKnown, start.Memory);
            log.Boot = _store?.Boot ?? 0;
            door.Post(start.ForTheDoor);
            if (!clock.Begun.IsCompleted)
            {
                clock.Begin(null, distrusted: false);
            }
        }

        if (start.Fault is { } fault)
        {
            Fail(fault);
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

            if (batch.Stored is { } answer)
            {
                _answers.Add(answer);
            }

            _number = Math.Max(_number, batch.Number);
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
            if (_waiting.Count + lost.Length > 0 || _memory is not null)
            {
                _store.Append([.. _waiting, .. lost], _memory);
            }
        }
        catch (StorageException fault)
        {
            if (fault.Fault is StorageFault.Corrupt or StorageFault.NotADatabase)
            {
                // The next attempt moves it aside and begins a new one: at once when opening finds the damage, else when it fails again.
                _damage = _store is not null && _suspected ? fault : null;
                _suspected = _store is not null;
                _store?.Dispose();
                _store = null;
            }

            Fail(fault.Message);
            return false;
        }

        _waiting.Clear();
        (_memory, _lost, _suspected) = (null, 0, false);
        log.Problem = null;
        log.Stored(_number);
        _answers.ForEach(answer => answer.TrySetResult());
        _answers.Clear();
        if (_failed)
        {
            door.Post(new DoorInput.FaultCleared(DoorFault.Audit));
        }

        if (_full)
        {
            door.Post(new DoorInput.FaultCleared(DoorFault.AuditFull));
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

    /// <summary>Opens the file that could not be opened at the start, or broke since. What it remembered and the door does not, the door is told.</summary>
    private AuditStore Reopen()
    {
        var opened = settings.OpenAudit(signer, _damage);
        _damage = null;
        log.Boot = opened.Store.Boot;
        if (!_isRemembered && opened.Replaced is null)
        {
            var stored = opened.Store.LoadMemory();
            door.Post(new DoorInput.MemoryLoaded(stored, AuditStart.LeftOf(stored, clock)));
            // Stored before the door has said so itself.
            _latest = _latest.And(stored);
        }

        _isRemembered = true;
        // The file may hold an older one, or that of a new file.
        _memory = _latest;
        return opened.Store;
    }

    private void Fail(string message)
    {
        log.Problem = message;
        if (!_failed)
        {
            _failed = true;
            logger.AuditFailed(message);
            door.Post(new DoorInput.FaultRaised(DoorFault.Audit, message));
        }

        var most = rules.WhenUnavailable == UnavailableAudit.DenyFaces ? 1 : MostForFaces;
        if (!_full && _waiting.Count >= most)
        {
            _full = true;
            door.Post(new DoorInput.FaultRaised(
                DoorFault.AuditFull, $"no face is accepted while {_waiting.Count} entries wait to be stored (Audit:WhenUnavailable is {rules.WhenUnavailable})"));
        }
    }
}
