using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Host.Tests.Door;

/// <summary>A clock that a test moves, and whose wall clock it can set besides, as an administrator or a dead battery does.</summary>
internal sealed class BenchClock : TimeProvider
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private int _hourlyWaits;

    /// <summary>How far the wall clock was set off.</summary>
    public TimeSpan Jump { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + Jump;

    public override long GetTimestamp() => _time.GetTimestamp();

    /// <summary>How many timers were set for half an hour to an hour: who works by the hour has set one when it is done.</summary>
    public int HourlyWaits => Volatile.Read(ref _hourlyWaits);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= TimeSpan.FromMinutes(30) && dueTime <= TimeSpan.FromHours(1))
        {
            Interlocked.Increment(ref _hourlyWaits);
        }

        return timer;
    }

    public void Advance(TimeSpan by) => _time.Advance(by);
}
