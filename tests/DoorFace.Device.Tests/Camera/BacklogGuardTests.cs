using DoorFace.Core.Time;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class BacklogGuardTests
{
    [Fact]
    public void Frames_that_come_in_time_count()
    {
        var guard = new BacklogGuard();

        // The slowest that a camera can be told to be: half a second a frame.
        Assert.DoesNotContain(true, Enumerable.Range(0, 20).Select(i => guard.MayBeOld(At(i * 0.5))));
    }

    [Fact]
    public void What_waited_while_nobody_read_does_not_count_nor_does_anything_until_it_is_drained()
    {
        var guard = new BacklogGuard();
        Assert.False(guard.MayBeOld(At(0)));

        // Eight seconds later six of them come at once, and then one after the other again.
        foreach (var time in new[] { 8, 8.01, 8.02, 8.03, 8.04, 8.05, 8.1, 8.5, 8.99 })
        {
            Assert.True(guard.MayBeOld(At(time)), $"the frame at {time}");
        }

        Assert.False(guard.MayBeOld(At(9)));
        Assert.False(guard.MayBeOld(At(9.1)));
        // And again.
        Assert.True(guard.MayBeOld(At(10)));
    }

    [Fact]
    public void On_a_busy_machine_that_reads_slowly_no_buffer_counts_either()
    {
        var guard = new BacklogGuard();
        guard.MayBeOld(At(0));

        Assert.Equal(BacklogGuard.MostWaiting, Enumerable.Range(0, 20).Count(i => guard.MayBeOld(At(8 + (i * 0.3)))));
    }

    private static MonotonicInstant At(double seconds) => MonotonicInstant.Origin + TimeSpan.FromSeconds(seconds);
}
