using System.Diagnostics;
using System.Globalization;
using System.Text;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Processes;
using DoorFace.Device.Tests.Processes;

namespace DoorFace.Device.Tests.Camera;

public sealed class FfmpegRecordingTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_video_is_replayed_frame_by_frame()
    {
        List<(int, int, FrameFormat)> seen = [];
        foreach (var frame in new FfmpegRecording(Video("a.avi", "65x48")))
        {
            using (frame)
            {
                Assert.NotEqual(-1, frame.Luma.Bytes.IndexOfAnyExcept((byte)0));
                seen.Add((frame.Width, frame.Height, frame.Format));
            }
        }

        // An odd row loses its last pixel.
        Assert.Equal(Enumerable.Repeat((64, 48, FrameFormat.Yuv420), 5), seen);
    }

    [Fact]
    public void A_recording_that_is_left_early_ends_ffmpeg()
    {
        var video = Video("a.avi", "640x480");
        var number = Path.Combine(_folder.Path, "number");
        // The shell becomes ffmpeg: the number that it writes down is ffmpeg's.
        var program = _folder.Add("ffmpeg", [.. Encoding.UTF8.GetBytes($"#!/bin/sh\necho $$ > '{number}'\nexec ffmpeg -stream_loop -1 \"$@\"\n")]);
        Process.Start("chmod", ["+x", program]).WaitForExit();
        using (var frames = new FfmpegRecording(video, program).GetEnumerator())
        {
            Assert.True(frames.MoveNext());
            frames.Current.Dispose();
            Assert.True(Life.IsRunning(Number()));
        }

        Assert.True(Life.IsGone(Number()));

        int Number() => int.Parse(File.ReadAllText(number), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void What_ffmpeg_says_of_a_broken_file_is_said()
    {
        SkipWithoutFfmpeg();
        var path = _folder.Add("broken.mp4", 1, 2, 3);

        var fault = Assert.Throws<CameraException>(() => new FfmpegRecording(path).Count());

        Assert.Contains($"ffmpeg cannot decode '{path}': ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Invalid data", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_playlist_opens_no_address()
    {
        SkipWithoutFfmpeg();
        var path = _folder.Add("list.m3u8", [.. "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"u8]);

        var fault = Assert.Throws<CameraException>(() => new FfmpegRecording(path).Count());

        Assert.DoesNotContain("Connection refused", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ffmpeg_the_recording_says_what_to_install_or_to_give_instead()
    {
        var path = _folder.Add("a.mp4", 1);

        var fault = Assert.Throws<CameraException>(() => new FfmpegRecording(path, "no-such-ffmpeg").Count());

        Assert.Contains("needs the program ffmpeg, which is not installed", fault.Message, StringComparison.Ordinal);
        Assert.Contains(".y4m", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("no recording '/nowhere/a.mp4'", Assert.Throws<CameraException>(() => new FfmpegRecording("/nowhere/a.mp4").Count()).Message, StringComparison.Ordinal);

    /// <summary>Makes a video of five frames.</summary>
    private string Video(string name, string size)
    {
        SkipWithoutFfmpeg();
        var path = Path.Combine(_folder.Path, name);
        using var ffmpeg = Process.Start(
            "ffmpeg", ["-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", $"testsrc=size={size}:rate=5", "-frames:v", "5", "-c:v", "mjpeg", path]);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }

    private static void SkipWithoutFfmpeg() =>
        Assert.SkipUnless(ProgramPath.Find("ffmpeg") is not null, "ffmpeg is not installed (Debian's package 'ffmpeg'), so there is nothing to decode with.");
}
