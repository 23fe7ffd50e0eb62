using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

public sealed class V4l2ModesTests
{
    private static readonly V4l2Mode YuyvVga = new(V4l2Format.Yuyv, 640, 480, [5, 15, 30]);
    private static readonly V4l2Mode MjpgVga = new(V4l2Format.Mjpg, 640, 480, [15, 30, 60]);
    private static readonly V4l2Mode YuyvHd = new(V4l2Format.Yuyv, 1280, 720, [5, 10]);
    private static readonly V4l2Mode MjpgHd = new(V4l2Format.Mjpg, 1280, 720, [15, 30]);

    // As a webcam on USB 2 offers them.
    private static readonly V4l2Mode[] Webcam = [MjpgHd, MjpgVga, new(V4l2Format.Mjpg, 320, 240, [30]), YuyvHd, YuyvVga, new(V4l2Format.Yuyv, 320, 240, [30])];

    [Fact]
    public void The_wanted_size_is_used_where_it_is_offered() => Assert.Same(YuyvVga, V4l2Modes.Choose(Webcam, (640, 480), 15));

    [Theory]
    [InlineData(600, 400)]
    [InlineData(321, 100)]
    public void Otherwise_the_smallest_that_is_at_least_as_large(int width, int height) =>
        Assert.Same(YuyvVga, V4l2Modes.Choose(Webcam, (width, height), 15));

    [Fact]
    public void A_size_that_is_too_low_is_not_large_enough_however_wide() => Assert.Equal(720, V4l2Modes.Choose(Webcam, (320, 500), 5)!.Height);

    [Fact]
    public void Otherwise_the_largest() => Assert.Same(MjpgHd, V4l2Modes.Choose(Webcam, (1920, 1080), 15));

    [Theory]
    [InlineData(10, V4l2Format.Yuyv)]
    [InlineData(15, V4l2Format.Mjpg)]
    public void A_JPEG_is_taken_where_what_needs_no_decoding_is_too_slow(double rate, V4l2Format format) =>
        Assert.Equal(format, V4l2Modes.Choose(Webcam, (1280, 720), rate)!.Format);

    [Theory]
    [InlineData(V4l2Format.Yu12)]
    [InlineData(V4l2Format.Nv12, V4l2Format.Yu12)]
    [InlineData(V4l2Format.Yuyv, V4l2Format.Yu12, V4l2Format.Nv12)]
    [InlineData(V4l2Format.Mjpg, V4l2Format.Yu12, V4l2Format.Nv12, V4l2Format.Yuyv)]
    public void Of_formats_that_are_fast_enough_planes_come_first_and_JPEG_last(V4l2Format best, params V4l2Format[] missing)
    {
        var modes = Enum.GetValues<V4l2Format>().Except(missing).Reverse().Select(format => new V4l2Mode(format, 640, 480, [30]));

        Assert.Equal(best, V4l2Modes.Choose([.. modes], (640, 480), 30)!.Format);
    }

    [Fact]
    public void Where_none_is_fast_enough_the_fastest_is_taken() => Assert.Same(MjpgVga, V4l2Modes.Choose(Webcam, (640, 480), 120));

    [Fact]
    public void A_camera_that_does_not_say_its_rates_is_fast_enough()
    {
        var silent = new V4l2Mode(V4l2Format.Yuyv, 640, 480, []);

        Assert.Same(silent, V4l2Modes.Choose([MjpgVga, silent], (640, 480), 30));
    }

    [Fact]
    public void No_mode_is_no_choice() => Assert.Null(V4l2Modes.Choose([], (640, 480), 15));

    [Theory]
    [InlineData(15, 15)]
    [InlineData(10, 15)]
    [InlineData(16, 30)]
    [InlineData(30.5, 30)]
    [InlineData(90, 30)]
    [InlineData(1, 5)]
    public void The_slowest_rate_that_is_not_too_slow_is_asked_for(double wanted, double asked) => Assert.Equal(asked, YuyvVga.RateFor(wanted));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(12.5, 12.5)]
    [InlineData(90, 60)]
    public void Between_limits_the_wanted_rate_is_asked_for(double wanted, double asked) =>
        Assert.Equal(asked, new V4l2Mode(V4l2Format.Yuyv, 640, 480, [2, 60], AnyRate: true).RateFor(wanted));

    [Fact]
    public void A_camera_that_does_not_say_its_rates_is_asked_for_the_wanted_one() =>
        Assert.Equal(12, new V4l2Mode(V4l2Format.Yuyv, 640, 480, []).RateFor(12));
}
