using DoorFace.Device.Time;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Device.Tests.Time;

public sealed class MonotonicTimeProviderTests
{
    [Fact]
    public void A_duration_is_exact_however_far_the_origin()
    {
        var time = new FakeTimeProvider();
        var start = time.GetMonotonicInstant();

        time.Advance(new TimeSpan(1));

        Assert.Equal(new TimeSpan(1), time.GetMonotonicInstant() - start);
    }

    [Fact]
    public void The_instant_comes_from_the_timestamp_and_never_from_the_wall_clock() =>
        Assert.Equal(TimeSpan.FromSeconds(1.5), new NanosecondCounter(1_500_000_000).GetMonotonicInstant().SinceOrigin);

    private sealed class NanosecondCounter(long timestamp) : TimeProvider
    {
        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => timestamp;

        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("The wall clock was asked.");
    }
}
