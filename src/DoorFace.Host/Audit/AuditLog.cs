using System.Threading.Channels;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Time;
using DoorFace.Device.Time;
using DoorFace.Host.Time;
using DoorFace.Storage;

namespace DoorFace.Host.Audit;

/// <summary>Where entries wait to be stored, so that the door never waits for a disk. Any thread may write; only the writer reads.</summary>
public sealed class AuditLog(TimeProvider time, WallClock clock)
{
    private readonly Channel<AuditBatch> _channel = Channel.CreateUnbounded<AuditBatch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly MonotonicInstant _startedAt = time.GetMonotonicInstant();

    private long _boot;

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
        if (events.Count > 0 || memory is not null)
        {
            _channel.Writer.TryWrite(new AuditBatch([.. events.Select(Stamp)], memory));
        }
    }

    /// <summary>Everything written so far is erased, as soon as that can be done; for the factory reset.</summary>
    /// <returns>Ends when it is.</returns>
    public Task EraseEverything()
    {
        var erasure = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _channel.Writer.TryWrite(new AuditBatch([], null, erasure));
        return erasure.Task;
    }

    internal ChannelReader<AuditBatch> Reader => _channel.Reader;

    /// <summary>Nothing more comes.</summary>
    internal void Complete() => _channel.Writer.TryComplete();

    internal AuditRecord Stamp(AuditEvent happened) => new(happened, time.GetUtcNow(), time.GetMonotonicInstant() - _startedAt, clock.IsTrusted);
}
