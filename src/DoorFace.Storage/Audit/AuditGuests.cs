namespace DoorFace.Storage.Audit;

/// <summary>
/// Who of this process has an audit open besides the one who writes it. While a damaged one is moved away and a new one begun nobody may have: SQLite finds a
/// log by its name, so whoever opened the old file, and its log a moment later, would mix the old file with the new one's log.
/// </summary>
internal static class AuditGuests
{
    // A guest stays for a look; the door's audit waits for none for ever.
    private const long MostMilliseconds = 5000;

    private static readonly object Gate = new();
    private static int _inside;
    private static bool _isClosed;

    /// <summary>Waits until none is moved away.</summary>
    /// <returns>To be disposed on leaving; more than once does no harm.</returns>
    public static IDisposable Enter()
    {
        lock (Gate)
        {
            while (_isClosed)
                Monitor.Wait(Gate);
            _inside++;
        }

        return new Stay();
    }

    /// <summary>Waits until all have left, and lets nobody in meanwhile.</summary>
    public static T Alone<T>(Func<T> act)
    {
        lock (Gate)
        {
            while (_isClosed)
                Monitor.Wait(Gate);
            _isClosed = true;
            var until = Environment.TickCount64 + MostMilliseconds;
            while (_inside > 0 && until - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(Gate, (int)left);
        }

        try
        {
            return act();
        }
        finally
        {
            lock (Gate)
            {
                _isClosed = false;
                Monitor.PulseAll(Gate);
            }
        }
    }

    private sealed class Stay : IDisposable
    {
        private bool _hasLeft;

        public void Dispose()
        {
            lock (Gate)
            {
                if (_hasLeft)
                    return;
                _hasLeft = true;
                _inside--;
                Monitor.PulseAll(Gate);
            }
        }
    }
}
