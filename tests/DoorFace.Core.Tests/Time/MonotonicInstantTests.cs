using CsCheck;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Time;

public class MonotonicInstantTests
{
    private static readonly Gen<TimeSpan> Spans = Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Select(TimeSpan.FromTicks);

    [Fact]
    public void Instants_keep_the_order_and_the_distance_of_their_spans() => Gen.Select(Spans, Spans).Sample((a, b) =>
    {
        var (first, second) = (new MonotonicInstant(a), new MonotonicInstant(b));
        Assert.Equal(a < b, first < second);
        Assert.Equal(a > b, first > second);
        Assert.Equal(a <= b, first <= second);
        Assert.Equal(a >= b, first >= second);
        Assert.Equal(a == b, first == second);
        Assert.Equal(Math.Sign(a.CompareTo(b)), Math.Sign(first.CompareTo(second)));
        Assert.Equal(b - a, second - first);
        Assert.Equal(second, first + (second - first));
    });

    [Fact]
    public void The_origin_is_the_default() => Assert.Equal(new MonotonicInstant(TimeSpan.Zero), MonotonicInstant.Origin);

    [Fact]
    public void An_instant_is_shown_in_seconds() => Assert.Equal("1.500 s", new MonotonicInstant(TimeSpan.FromSeconds(1.5)).ToString());
}
