using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Device.Time;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>Against what a C compiler makes of linux/videodev2.h on x86_64 and arm64.</summary>
public sealed partial class V4l2RequestsTests
{
    private const int Monotonic = 1;

    public static TheoryData<string, uint, uint> Numbers => new()
    {
        { nameof(V4l2Requests.QueryCapability), V4l2Requests.QueryCapability, 0x80685600 },
        { nameof(V4l2Requests.EnumerateFormats), V4l2Requests.EnumerateFormats, 0xC0405602 },
        { nameof(V4l2Requests.SetFormat), V4l2Requests.SetFormat, 0xC0D05605 },
        { nameof(V4l2Requests.RequestBuffers), V4l2Requests.RequestBuffers, 0xC0145608 },
        { nameof(V4l2Requests.QueryBuffer), V4l2Requests.QueryBuffer, 0xC0585609 },
        { nameof(V4l2Requests.QueueBuffer), V4l2Requests.QueueBuffer, 0xC058560F },
        { nameof(V4l2Requests.DequeueBuffer), V4l2Requests.DequeueBuffer, 0xC0585611 },
        { nameof(V4l2Requests.StreamOn), V4l2Requests.StreamOn, 0x40045612 },
        { nameof(V4l2Requests.StreamOff), V4l2Requests.StreamOff, 0x40045613 },
        { nameof(V4l2Requests.SetParameters), V4l2Requests.SetParameters, 0xC0CC5616 },
        { nameof(V4l2Requests.EnumerateFrameSizes), V4l2Requests.EnumerateFrameSizes, 0xC02C564A },
        { nameof(V4l2Requests.EnumerateFrameIntervals), V4l2Requests.EnumerateFrameIntervals, 0xC034564B },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_request_has_the_kernels_number(string request, uint number, uint kernels) =>
        Assert.True(number == kernels, $"{request} is 0x{number:X8} and not 0x{kernels:X8}");

    [Fact]
    public void A_structure_is_as_large_as_the_kernels()
    {
        Assert.Equal(104, Unsafe.SizeOf<V4l2Capability>());
        Assert.Equal(64, Unsafe.SizeOf<V4l2FormatDescription>());
        Assert.Equal(44, Unsafe.SizeOf<V4l2FrameSize>());
        Assert.Equal(52, Unsafe.SizeOf<V4l2FrameInterval>());
        Assert.Equal(208, Unsafe.SizeOf<V4l2PixelFormat>());
        Assert.Equal(204, Unsafe.SizeOf<V4l2StreamParameters>());
        Assert.Equal(20, Unsafe.SizeOf<V4l2BufferRequest>());
        Assert.Equal(88, Unsafe.SizeOf<V4l2Buffer>());
    }

    [Theory]
    [InlineData(V4l2Format.Yu12, "YU12")]
    [InlineData(V4l2Format.Nv12, "NV12")]
    [InlineData(V4l2Format.Yuyv, "YUYV")]
    [InlineData(V4l2Format.Mjpg, "MJPG")]
    public void A_format_is_its_four_letters(V4l2Format format, string letters) =>
        Assert.Equal(letters[0] | letters[1] << 8 | letters[2] << 16 | letters[3] << 24, (int)format);

    [Fact]
    public void The_systems_time_counts_as_the_clock_that_frames_are_stamped_with()
    {
        var before = Clock();
        var instant = TimeProvider.System.GetMonotonicInstant().SinceOrigin;
        var after = Clock();

        // A tick is 100 ns.
        Assert.InRange(instant, before - new TimeSpan(1), after + new TimeSpan(1));
    }

    private static TimeSpan Clock()
    {
        Assert.Equal(0, ClockGetTime(Monotonic, out var time));
        return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);
}
