namespace DoorFace.Device.Gpio;

/// <summary>
/// A thread of its own that toggles a line while it is to. Not a timer, whose callbacks wait for a thread of the pool when recognition keeps the
/// machine busy. A charge pump must bridge the gaps that a busy scheduler makes: design it for 100 ms.
/// </summary>
internal sealed class ToggleThread : IDisposable
{
    /// <summary>Between two changes of level; with the thread's own delay, a little under 500 cycles a second.</summary>
    private static readonly TimeSpan HalfPeriod = TimeSpan.FromMilliseconds(1);

    private readonly AutoResetEvent _start = new(initialState: false);
    private readonly Func<bool> _toggle;
    private readonly Thread _thread;
    private volatile bool _ending;

    /// <param name="name">The thread's name.</param>
    /// <param name="toggle">Turns the level over, or returns false to rest until started again. Must not throw.</param>
    public ToggleThread(string name, Func<bool> toggle)
    {
        _toggle = toggle;
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Begins to toggle, or goes on.</summary>
    public void Start() => _start.Set();

    /// <summary>Ends the thread; from the thread itself, as soon as it comes back from toggling.</summary>
    public void Dispose()
    {
        _ending = true;
        _start.Set();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
            _start.Dispose();
        }
    }

    private void Run()
    {
        while (!_ending)
        {
            _start.WaitOne();
            while (!_ending && _toggle())
            {
                Thread.Sleep(HalfPeriod);
            }
        }
    }
}
