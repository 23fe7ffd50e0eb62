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
    private ClockTrust? _trust;

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
    }

    /// <summary>What the clock says, and why it cannot be right; null when it can.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Begin"/> was not called.</exception>
    public (DateTimeOffset Now, string? Reason) Read()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _trust = (_trust ?? throw new InvalidOperationException("The clock has nothing to be judged by yet.")).Observe(now, time.GetMonotonicInstant());
            return (now, _trust.Reason);
        }
    }

    /// <summary>Whether it can be right; false while there is nothing to judge it by yet.</summary>
    public bool IsTrusted
    {
        get
        {
            lock (_gate)
            {
                return _trust is not null && Read().Reason is null;
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
