using System.Collections.Concurrent;

namespace DoorFace.Device.Gpio;

/// <summary>
/// The one thread that reads the sensors: in the order in which they asked, each at most once in the queue, so that a line that bounces
/// delays another by one reading and the queue is never longer than there are lines. Not the driver's thread that brings an edge, which
/// holds locks that reading takes, nor one of the pool, which recognition keeps busy.
/// </summary>
internal sealed class SensorReader : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<SensorLine> _queue = [];
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly List<SensorLine> _lines = [];
    private readonly Action<SensorLevel> _onSensor;
    private readonly Action<DoorIoException> _onFault;
    private readonly Thread _thread;
    private volatile bool _started;
    private volatile bool _ending;

    public SensorReader(Action<SensorLevel> onSensor, Action<DoorIoException> onFault)
    {
        (_onSensor, _onFault) = (onSensor, onFault);
        _thread = new Thread(Run) { Name = "door sensors", IsBackground = true };
        _thread.Start();
    }

    public void Add(SensorLine line) => _lines.Add(line);

    /// <summary>Has a line read. For any thread, a driver's under its locks too.</summary>
    public void Enqueue(SensorLine line)
    {
        _queue.Enqueue(line);
        _waiting.Release();
    }

    /// <summary>Has every line read, for an edge that was lost.</summary>
    public void HintAll() => _lines.ForEach(line => line.Hint());

    /// <summary>Reads every line on the caller's thread and tells each level, changed or not. Before the first time no level is told.</summary>
    public void ReadAll()
    {
        _started = true;
        _lines.ForEach(line => Read(line, always: true));
    }

    /// <summary>Ends the thread and lets every line go. Does not throw; what fails goes to the handler.</summary>
    public void Dispose()
    {
        _ending = true;
        _waiting.Release();
        // A handler of a level or a fault may be what disposes of this.
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        List<DoorIoException> faults = [];
        lock (_gate) // Another thread may still be reading them all.
        {
            foreach (var line in _lines)
            {
                try
                {
                    line.Dispose();
                }
                catch (DoorIoException fault)
                {
                    faults.Add(fault);
                }
            }
        }

        faults.ForEach(_onFault);
    }

    private void Run()
    {
        while (true)
        {
            _waiting.Wait();
            if (_ending)
            {
                return;
            }

            if (_queue.TryDequeue(out var line) && _started)
            {
                Read(line, always: false);
            }
        }
    }

    // What is read is told under the lock, so that it is told in the order in which it was read.
    private void Read(SensorLine line, bool always)
    {
        lock (_gate)
        {
            if (_ending)
            {
                return;
            }

            if (line.Read(always, out var fault) is { } level)
            {
                _onSensor(level);
            }

            if (fault is not null)
            {
                _onFault(fault);
            }
        }
    }
}
