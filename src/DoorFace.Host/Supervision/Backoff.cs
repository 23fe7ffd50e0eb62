namespace DoorFace.Host.Supervision;

/// <summary>How long to wait before something that failed is tried again: twice as long each time, up to a limit.</summary>
/// <param name="first">The first wait.</param>
/// <param name="longest">No wait is longer.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _last;

    /// <summary>The wait that is due now.</summary>
    public TimeSpan Next()
    {
        var wait = _last * 2 ?? first;
        _last = wait < longest ? wait : longest;
        return _last.Value;
    }

    /// <summary>It worked: the next failure begins anew.</summary>
    public void Reset() => _last = null;
}
