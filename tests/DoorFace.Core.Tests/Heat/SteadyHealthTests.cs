using DoorFace.Core.Heat;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Heat;

public class SteadyHealthTests
{
    private readonly SteadyHealth _steady = new();

    [Fact]
    public void A_mark_that_flickers_stays_until_it_has_been_away_for_a_minute()
    {
        Assert.Equal(new BoardHealth(60, false, false), At(0, false));
        for (var second = 5; second < 300; second += 5)
        {
            Assert.Equal(new BoardHealth(60, true, true), At(second, second % 50 == 5));
        }

        Assert.True(At(314, false).Throttled);
        Assert.Equal(new BoardHealth(60, false, false), At(315, false));
    }

    private BoardHealth At(int second, bool marked) => _steady.Take(new BoardHealth(60, marked, marked), new MonotonicInstant(TimeSpan.FromSeconds(second)));
}
