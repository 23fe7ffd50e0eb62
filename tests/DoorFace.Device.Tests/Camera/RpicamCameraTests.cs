using System.Text;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class RpicamCameraTests
{
    private const int HangLimit = 60_000;

    [Fact(Timeout = HangLimit)]
    public async Task Frames_are_whole_and_in_the_colours_of_JPEG()
    {
        using var pi = new FakePi(("RATE", "100"));
        await using var camera = pi.Camera(new RpicamOptions { Width = 320, Height = 240 });
        await camera.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 20; i++)
        {
            using var frame = (await camera.ReadAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal((FrameFormat.Yuv420, 320, 240, 320, YuvCoding.Jpeg), (frame.Format, frame.Width, frame.Height, frame.Stride, frame.Coding));
            // The fake's luma counts from 1 to 250, evenly over the picture: one byte read amiss and the planes would mix.
            Assert.Equal(-1, frame.Luma.Bytes.IndexOfAnyExcept((byte)((frame.Sequence % 250) + 1)));
            Assert.Equal(-1, frame.ChromaU.Bytes.IndexOfAnyExcept((byte)128));
            Assert.Equal(-1, frame.ChromaV.Bytes.IndexOfAnyExcept((byte)128));
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task Every_option_is_one_that_the_program_takes()
    {
        using var pi = new FakePi(("RATE", "100"));
        await using var camera = pi.Camera(new RpicamOptions
        {
            FramesPerSecond = 12.5,
            Rotation = 180,
            Crop = new CropRegion(0.25, 0.25, 0.5, 0.5),
            ExposureCompensation = -0.5,
            Shutter = TimeSpan.FromMilliseconds(10),
            Gain = 2.5,
            Denoise = RpicamDenoise.HighQuality,
        });

        await camera.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(await camera.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = HangLimit)]
    [InlineData("film.y4m", "YUV4MPEG2 W64 H64\nFRAME\n")]
    [InlineData("film.yuv", "")]
    public async Task The_stand_in_shows_a_film_over_and_over(string name, string header)
    {
        using var folder = new PictureFolder();
        var pixels = new byte[64 * 64 * 3 / 2];
        new Random(1).NextBytes(pixels);
        using var pi = new FakePi(("RATE", "100"), ("FILE", folder.Add(name, [.. Encoding.ASCII.GetBytes(header), .. pixels])));
        await using var camera = pi.Camera(new RpicamOptions { Width = 64, Height = 64 });
        await camera.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 3; i++)
        {
            using var frame = (await camera.ReadAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal(pixels, frame.Pixels.ToArray());
        }
    }

    [Fact]
    public void Options_are_said_in_the_programs_words()
    {
        var options = new RpicamOptions
        {
            Camera = 1,
            Crop = new CropRegion(0.125, 0, 0.5, 1),
            Shutter = TimeSpan.FromMilliseconds(2.5),
            ExposureCompensation = -1.5,
        };

        var said = string.Join(' ', options.Arguments());

        Assert.Equal(
            "--codec yuv420 -o - --timeout 0 --nopreview --flush --camera 1 --width 640 --height 480 --framerate 15 --denoise cdn_fast " +
            "--roi 0.125,0,0.5,1 --ev=-1.5 --shutter 2500", said);
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_half_frame_at_the_end_is_dropped()
    {
        using var pi = new FakePi(("RATE", "0"), ("FRAMES", "3"), ("THEN", "half"), ("CODE", "9"), ("SAY", "out of light"));
        await using var camera = pi.Camera();
        await camera.StartAsync(TestContext.Current.CancellationToken);

        var (last, read) = (-1L, 0);
        var fault = await Assert.ThrowsAsync<CameraException>(async () =>
        {
            while (await camera.ReadAsync(TestContext.Current.CancellationToken) is { } frame)
            {
                (last, read) = (frame.Sequence, read + 1);
                frame.Dispose();
            }
        });

        Assert.Equal(2, last);
        Assert.Equal(3, read + camera.DroppedFrames);
        Assert.Contains("ended with code 9: out of light", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_whose_reading_fails_is_given_back_empty()
    {
        var frame = new FramePool(FrameFormat.Yuv420, 64, 64).Rent();
        using var output = new FailingStream();

        Assert.Throws<IOException>(() => RpicamCamera.TryFill(frame, output));

        Assert.Throws<ObjectDisposedException>(() => frame.Pixels.Length);
    }

    [Theory(Timeout = HangLimit)]
    [InlineData("Camera camera.cpp:1021 Pipeline handler in use by another process\nERROR: *** failed to acquire camera /base/imx708@1a ***\n", "in use by another program", "fuser -v /dev/media*")]
    [InlineData("ERROR V4L2 v4l2_videodevice.cpp:1047 /dev/video0[14:cap]: Unable to set format: Device or resource busy\nERROR: *** failed to configure streams ***\n", "in use by another program", "fuser")]
    [InlineData("Failed to open media device at /dev/media0: Permission denied\nERROR: *** no cameras available ***\n", "/dev/media0: Permission denied", "group video")]
    [InlineData("ERROR: *** no cameras available ***\n", "There is no Pi camera. Check both ends of its cable", "rpicam-hello --list-cameras")]
    [InlineData("ERROR: the system appears to be configured for the legacy camera stack\n\n", "ended with code 255: ERROR: the system appears", "by hand")]
    [InlineData("", "ended with code 255: it said nothing.", "rpicam-hello")]
    public async Task A_start_that_fails_says_why_and_what_to_do(string said, string why, string remedy)
    {
        using var pi = new FakePi(("FRAMES", "0"), ("CODE", "255"), ("SAY", said));
        await using var camera = pi.Camera();

        var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = HangLimit)]
    [InlineData("0", 0, "There is no Pi camera. Check both ends")]
    [InlineData("1", 3, "There is no Pi camera 3")]
    public async Task A_camera_that_is_not_there_is_told_from_one_of_another_number(string cameras, int index, string why)
    {
        using var pi = new FakePi(("CAMERAS", cameras));
        await using var camera = pi.Camera(new RpicamOptions { Camera = index });

        var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = HangLimit)]
    public async Task Without_the_program_a_PC_is_told_what_else_to_use()
    {
        await using var camera = new RpicamCamera(new RpicamOptions(), TimeProvider.System, "no-such-vid", "nor-such-vid");

        var fault = await Assert.ThrowsAsync<CameraException>(() => camera.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("'no-such-vid' or 'nor-such-vid'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("USB camera or a recording with Camera:Path", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = HangLimit)]
    public async Task The_older_program_is_taken_where_the_newer_is_missing()
    {
        using var pi = new FakePi(("RATE", "100"));
        await using var camera = new RpicamCamera(new RpicamOptions(), TimeProvider.System, "no-such-vid", pi.Program);

        await camera.StartAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(await camera.ReadAsync(TestContext.Current.CancellationToken));
    }

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("The pipe is gone.");
    }

    public static TheoryData<RpicamOptions, string> Refused => new()
    {
        { new RpicamOptions { Width = 648 }, "multiple of 64" },
        { new RpicamOptions { Height = 481 }, "even" },
        { new RpicamOptions { FramesPerSecond = 0 }, "above 0" },
        { new RpicamOptions { Rotation = 90 }, "0 or 180" },
        { new RpicamOptions { Crop = new CropRegion(0.6, 0, 0.5, 1) }, "within 0 to 1" },
        { new RpicamOptions { ExposureCompensation = 9 }, "-8 to 8" },
        { new RpicamOptions { Shutter = TimeSpan.Zero }, "a second" },
        { new RpicamOptions { Gain = 0.5 }, "1 to 64" },
        { new RpicamOptions { Camera = -1 }, "0 to 255" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void An_option_out_of_range_is_refused(RpicamOptions options, string range) =>
        Assert.Contains(
            range, Assert.Throws<ArgumentOutOfRangeException>(() => new RpicamCamera(options, TimeProvider.System)).Message, StringComparison.Ordinal);
}
