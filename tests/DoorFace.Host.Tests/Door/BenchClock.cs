using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Host.Tests.Door;

/// <summary>A clock that a test moves, and whose wall clock it can set besides, as an administrator or a dead battery does.</summary>
internal sealed class BenchClock : TimeProvider
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));

    /// <summary>How far the wall clock was set off.</summary>
    public TimeSpan Jump { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + Jump;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _time.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => _time.Advance(by);
}
