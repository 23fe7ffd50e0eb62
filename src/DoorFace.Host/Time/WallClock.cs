using DoorFace.Core.Time;
using DoorFace.Device.Kernel;
using DoorFace.Device.Time;

namespace DoorFace.Host.Time;

/// <summary>The wall clock with a judgement on it. Safe to use from several threads.</summary>
/// <param name="time">The machine's clocks.</param>
/// <param name="builtAt">When this program was made: no clock can be right before that.</param>
public sealed class WallClock(TimeProvider time, DateTimeOffset builtAt)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClockTrust? _trust;

    /// <summary>Ends when there is something to judge it by.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Begins to judge.</summary>
    /// <param name="latestEntry">The latest time in the audit; null when there is none.</param>
    /// <param name="distrusted">It was not trusted when the program last ran, and nobody has said otherwise since.</param>
    /// <param name="wasOff">The machine was off, or started anew, since then.</param>
    public void Begin(DateTimeOffset? latestEntry, bool distrusted, bool wasOff = false)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _trust = ClockTrust.Start(now, time.GetMonotonicInstant(), latestEntry, builtAt, distrusted, new MachineClock().Describe(wasOff, now));
        }

        _begun.TrySetResult();
    }

    /// <summary>What the clock says, and why it cannot be right or cannot be judged yet; null when it can be right.</summary>
    public (DateTimeOffset Now, string? Reason) Read()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _trust = _trust?.Observe(now, time.GetMonotonicInstant());
            return (now, _trust is null ? "The clock cannot be judged yet: the audit has not been read." : _trust.Reason);
        }
    }

    /// <summary>Whether it can be right; false while there is nothing to judge it by yet.</summary>
    public bool IsTrusted
    {
        get
        {
            lock (_gate)
            {
                return Read().Reason is null;
            }
        }
    }

    /// <summary>An administrator says that it is right.</summary>
    public void Confirm()
    {
        lock (_gate)
        {
            _trust = _trust?.Confirm(time.GetUtcNow(), time.GetMonotonicInstant());
        }
    }
}
