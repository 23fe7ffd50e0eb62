using DoorFace.Core.Door;
using DoorFace.Device.Kernel;
using DoorFace.Host.Settings;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Host.Audit;

/// <summary>
/// What the door must remember and the audit has not stored yet, in a few bytes that are overwritten in place: they need no room on a full disk, and a
/// process that is killed leaves them behind. One copy is beside the residents, one in the runtime folder, in memory, if there is one. Threads of its own
/// write them: neither the door nor the audit waits. Empty while everything is stored.
/// </summary>
public sealed class MemoryReserve(StorageSettings storage, ILogger<MemoryReserve> logger) : IDisposable
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly AutoResetEvent _written = new(false);
    private readonly List<SafeFileHandle> _files = [];
    private readonly List<Thread> _threads = [];
    private DoorMemory? _pending;
    private long _number;
    private volatile bool _ending;

    /// <summary>Takes what a run before has left, and is ready for more.</summary>
    /// <returns>What it had not stored; null when it had stored everything.</returns>
    public DoorMemory? Open()
    {
        DoorMemory? left = null;
        var buffer = new byte[ReserveText.Length];
        foreach (var path in Paths())
        {
            try
            {
                var file = OwnFile.Open(path);
                var bytes = buffer.AsSpan(0, RandomAccess.Read(file, buffer, 0));
                left = ReserveText.Read(bytes) is { } found ? found.And(left ?? new DoorMemory()) : left;
                if (bytes.Length < ReserveText.Length)
                {
                    // So that there is room for it when there is none for anything else.
                    RandomAccess.Write(file, ReserveText.Of(left), 0);
                    RandomAccess.FlushToDisk(file);
                }

                _files.Add(file);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                logger.ReserveFailed(fault.Message);
            }
        }

        // Kept until the door has taken it up, and the audit has stored that.
        _pending = left;
        Start("reserve", () => Overwrite(_files));
        Start("reserve to disk", Flush);
        return left;
    }

    /// <summary>This is to be remembered from now on, and not stored yet. Costs the caller nothing but a signal.</summary>
    /// <param name="memory">What.</param>
    /// <param name="number">Grows with every one.</param>
    public void Note(DoorMemory memory, long number)
    {
        lock (_gate)
        {
            (_pending, _number) = (memory, number);
        }

        _changed.Set();
    }

    /// <summary>The audit has stored the one with that number.</summary>
    public void Stored(long number)
    {
        lock (_gate)
        {
            _pending = number >= _number ? null : _pending;
        }

        _changed.Set();
    }

    /// <summary>Writes what is left to write.</summary>
    public void Dispose()
    {
        _ending = true;
        _changed.Set();
        _threads.ForEach(thread => thread.Join(LongestGoodbye));
        _files.ForEach(file => file.Dispose());
    }

    private IEnumerable<string> Paths()
    {
        if (Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY") is { Length: > 0 } runtime)
        {
            yield return Path.Combine(runtime, "doorface.reserve");
        }

        yield return Path.ChangeExtension(storage.FullDatabasePath, ".reserve");
    }

    private void Start(string name, Action work)
    {
        var thread = new Thread(() => work()) { Name = name, IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    private void Overwrite(List<SafeFileHandle> files)
    {
        bool ending;
        do
        {
            _changed.WaitOne();
            ending = _ending;
            DoorMemory? pending;
            lock (_gate)
            {
                pending = _pending;
            }

            var bytes = ReserveText.Of(pending);
            foreach (var file in files)
            {
                Try(() => RandomAccess.Write(file, bytes, 0));
            }

            _written.Set();
        }
        while (!ending);
    }

    // Apart, for it may take as long as the disk does: what is only written already outlives the process, and this the machine.
    private void Flush()
    {
        bool ending;
        do
        {
            _written.WaitOne();
            ending = _ending;
            foreach (var file in _files)
            {
                Try(() => RandomAccess.FlushToDisk(file));
            }
        }
        while (!ending);
    }

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            logger.ReserveFailed(fault.Message);
        }
    }
}
