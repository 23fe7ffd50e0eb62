using System.Runtime.InteropServices;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

public sealed class V4l2FrameCountTests
{
    [Fact]
    public void The_drivers_count_lies_where_the_kernel_has_it() => Assert.Equal(56, Marshal.OffsetOf<V4l2Buffer>(nameof(V4l2Buffer.Sequence)));

    [Fact]
    public void Frames_that_the_driver_dropped_leave_a_gap_and_are_counted()
    {
        var count = new V4l2FrameCount();

        Assert.Equal([0, 1, 5, 6], new uint[] { 7, 8, 12, 13 }.Select(sequence => count.Next(sequence, passedOver: 0)));
        Assert.Equal(3, count.TakeMissed());
    }

    [Fact]
    public void Frames_that_were_passed_over_are_counted_once()
    {
        var count = new V4l2FrameCount();

        Assert.Equal([0, 3, 6], new (uint Sequence, int PassedOver)[] { (0, 0), (3, 2), (6, 1) }.Select(frame => count.Next(frame.Sequence, frame.PassedOver)));
        Assert.Equal(4, count.TakeMissed());
    }

    [Fact]
    public void A_count_that_runs_over_goes_on()
    {
        var count = new V4l2FrameCount();

        Assert.Equal([0, 3], new[] { uint.MaxValue, 2u }.Select(sequence => count.Next(sequence, passedOver: 0)));
    }

    [Fact]
    public void A_driver_that_does_not_count_or_begins_anew_still_gives_every_frame_a_number_of_its_own()
    {
        var count = new V4l2FrameCount();

        Assert.Equal([0, 1, 3, 4], new[] { (9u, 0), (9u, 0), (9u, 1), (0u, 0) }.Select(frame => count.Next(frame.Item1, frame.Item2)));
        Assert.Equal(1, count.TakeMissed());
    }
}
