using System.Runtime.CompilerServices;
using DoorFace.Core.Imaging;

namespace DoorFace.Core.Tests.Imaging;

public class FramePoolTests
{
    private readonly FramePool _pool = new(FrameFormat.Rgba32, 4, 3);

    [Fact]
    public void A_rented_frame_has_the_size_of_the_pool()
    {
        using var frame = _pool.Rent();

        Assert.Equal((FrameFormat.Rgba32, 4, 3, 48), (frame.Format, frame.Width, frame.Height, frame.Pixels.Length));
    }

    [Fact]
    public void A_buffer_comes_back_black_and_is_used_again()
    {
        var first = _pool.Rent();
        first.Pixels.Fill(7);
        ref var buffer = ref first.Pixels[0];
        first.Dispose();

        using var second = _pool.Rent();

        Assert.True(Unsafe.AreSame(ref buffer, ref second.Pixels[0]));
        Assert.Equal(new byte[48], second.Pixels.ToArray());
    }

    [Fact]
    public void Two_frames_at_a_time_never_share_a_buffer()
    {
        using var first = _pool.Rent();
        using var second = _pool.Rent();

        Assert.False(Unsafe.AreSame(ref first.Pixels[0], ref second.Pixels[0]));
    }

    [Fact]
    public void A_frame_disposed_twice_gives_its_buffer_back_once()
    {
        var frame = _pool.Rent();
        frame.Dispose();
        frame.Dispose();

        using var second = _pool.Rent();
        using var third = _pool.Rent();

        Assert.False(Unsafe.AreSame(ref second.Pixels[0], ref third.Pixels[0]));
    }

    [Fact]
    public void The_frame_that_has_waited_longest_comes_back_first_with_nothing_of_its_past()
    {
        var (first, second) = (_pool.Rent(), _pool.Rent());
        (first.Sequence, first.Coding) = (7, YuvCoding.Video);
        first.Dispose();
        second.Dispose();

        using var third = _pool.Rent();

        Assert.Same(first, third);
        Assert.Equal((0, YuvCoding.Jpeg), (third.Sequence, third.Coding));
    }

    [Fact]
    public void Renting_in_steady_state_allocates_nothing()
    {
        _pool.Rent().Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            _pool.Rent().Dispose();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
