using System.Threading.Channels;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Time;
using DoorFace.Device.Time;
using DoorFace.Host.Time;
using DoorFace.Storage.Audit;

namespace DoorFace.Host.Audit;

/// <summary>
/// Where entries wait to be stored, so that the door never waits for a disk. Any thread may write; only the writer reads. What comes too often is
/// told together, see <see cref="AuditMerging"/>.
/// </summary>
public sealed class AuditLog : IDisposable
{
    // Real time, whatever clock the door goes by: somebody waits for an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<AuditBatch> _channel = Channel.CreateUnbounded<AuditBatch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TimeProvider _time;
    private readonly WallClock _clock;
    private readonly MemoryReserve _reserve;
    private readonly MonotonicInstant _startedAt;
    private readonly ITimer _due;
    private readonly Lock _gate = new();
    private AuditRuns _runs = AuditRuns.None;

    private long _boot;
    private long _memories;
    private long _storedMemories;
    private volatile string? _problem;

    public AuditLog(TimeProvider time, WallClock clock, MemoryReserve reserve)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _clock, _reserve, _startedAt) = (time, clock, reserve, time.GetMonotonicInstant());
        _due = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why nothing can be stored now, as a sentence; null while it can.</summary>
    public string? Problem
    {
        get => _problem;
        internal set => _problem = value;
    }

    /// <summary>Whether what the door must remember is stored as it is now.</summary>
    public bool IsMemoryStored => Volatile.Read(ref _storedMemories) >= Volatile.Read(ref _memories);

    /// <summary>The start of the service that entries belong to, from 1 on; 0 until the audit has been opened.</summary>
    public long Boot
    {
        get => Volatile.Read(ref _boot);
        internal set => Volatile.Write(ref _boot, value);
    }

    /// <summary>Entries, and what must be remembered from now on, stamped with the present instant.</summary>
    public void Write(IReadOnlyCollection<AuditEvent> events, DoorMemory? memory = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        lock (_gate)
        {
            List<AuditEvent> told = [];
            foreach (var happened in events)
            {
                (_runs, var now) = AuditMerging.Take(_runs, happened, _time.GetMonotonicInstant(), _time.GetUtcNow());
                if (now is not null)
                {
                    told.Add(now);
                }
            }

            Store(told, memory);
            WakeWhenDue();
        }
    }

    /// <summary>Waits, but not for long, until everything written so far is on the medium.</summary>
    /// <returns>Why it is not yet, as a sentence; null when it is.</returns>
    public async Task<string?> WhyNotStoredAsync(CancellationToken cancellation)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_channel.Writer.TryWrite(new AuditBatch([], null, Stored: stored)))
        {
            await stored.Task.WaitAsync(Patience, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return stored.Task.IsCompleted ? null : Problem ?? $"The disk has not taken it within {Patience.TotalSeconds:0} s.";
    }

    /// <summary>The memory with that number is on the medium, and every one before.</summary>
    internal void Stored(long number)
    {
        if (number > Volatile.Read(ref _storedMemories))
        {
            Volatile.Write(ref _storedMemories, number);
            _reserve.Stored(number);
        }
    }

    /// <summary>Everything written so far is erased, as soon as that can be done; for the factory reset.</summary>
    /// <returns>Ends when it is.</returns>
    public Task EraseEverything()
    {
        var erasure = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _runs = AuditRuns.None;
            _channel.Writer.TryWrite(new AuditBatch([], null, Erasure: erasure));
        }

        return erasure.Task;
    }

    public void Dispose() => _due.Dispose();

    internal ChannelReader<AuditBatch> Reader => _channel.Reader;

    /// <summary>Nothing more comes.</summary>
    internal void Complete()
    {
        lock (_gate)
        {
            Store(AuditMerging.End(_runs), null);
            _runs = AuditRuns.None;
            _channel.Writer.TryComplete();
        }
    }

    internal AuditRecord Stamp(AuditEvent happened) => new(happened, _time.GetUtcNow(), _time.GetMonotonicInstant() - _startedAt, _clock.IsTrusted);

    private void Tell()
    {
        lock (_gate)
        {
            (_runs, var told) = AuditMerging.Tell(_runs, _time.GetMonotonicInstant());
            Store(told, null);
            WakeWhenDue();
        }
    }

    private void Store(IReadOnlyList<AuditEvent> events, DoorMemory? memory)
    {
        if (events.Count == 0 && memory is null)
        {
            return;
        }

        var number = memory is null ? 0 : Interlocked.Increment(ref _memories);
        if (memory is not null)
        {
            _reserve.Note(memory, number);
        }

        _channel.Writer.TryWrite(new AuditBatch([.. events.Select(Stamp)], memory, number));
    }

    private void WakeWhenDue()
    {
        if (AuditMerging.DueAt(_runs) is { } due)
        {
            var rest = due - _time.GetMonotonicInstant();
            _due.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
