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
    public void Disposing_an_old_frame_again_does_not_touch_the_next_one_in_its_buffer()
    {
        var old = _pool.Rent();
        old.Dispose();
        using var frame = _pool.Rent();
        frame.Pixels.Fill(7);

        old.Dispose();

        Assert.Equal(7, frame.Pixels[0]);
    }
}
