using System.Text;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class Y4mRecordingTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("FRAME")]
    [InlineData("FRAME Ip XWHATEVER=1")]
    public void Frames_come_in_order_with_their_planes(string mark)
    {
        var recording = new Y4mRecording(_folder.Add("a.y4m", Y4mFile.Frames(3, mark: mark)));

        List<byte> greys = [];
        foreach (var frame in recording)
        {
            using (frame)
            {
                Assert.Equal((FrameFormat.Yuv420, 8, 4, 8, YuvCoding.Jpeg), (frame.Format, frame.Width, frame.Height, frame.Stride, frame.Coding));
                Assert.Equal(-1, frame.Luma.Bytes.IndexOfAnyExcept(frame.Luma.Bytes[0]));
                Assert.Equal(-1, frame.ChromaU.Bytes.IndexOfAnyExcept((byte)100));
                Assert.Equal(-1, frame.ChromaV.Bytes.IndexOfAnyExcept((byte)200));
                greys.Add(frame.Luma.Bytes[0]);
            }
        }

        Assert.Equal([0, 1, 2], greys);
    }

    [Theory]
    [InlineData("YUV4MPEG2 W8 H4 XCOLORRANGE=FULL", YuvMatrix.Bt601, true)]
    [InlineData("YUV4MPEG2 W8 H4", YuvMatrix.Bt601, false)]
    [InlineData("YUV4MPEG2 W8 H4 XCOLORRANGE=LIMITED C420mpeg2", YuvMatrix.Bt601, false)]
    [InlineData("YUV4MPEG2 H720 W1280 C420", YuvMatrix.Bt709, false)]
    public void The_header_says_how_colours_are_coded(string header, YuvMatrix matrix, bool fullRange) =>
        Assert.Equal(new YuvCoding(matrix, fullRange), Y4mHeader.Parse(header).Coding);

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("RIFF0000AVI\n", "does not begin with YUV4MPEG2")]
    [InlineData("no end of line", "does not begin with a line YUV4MPEG2")]
    [InlineData("YUV4MPEG2 W8 H4 C422\n", "kind C422, and only 4:2:0 with 8 bits")]
    [InlineData("YUV4MPEG2 W8 H4 C420p10\n", "kind C420p10")]
    [InlineData("YUV4MPEG2 W7 H4\n", "its width is '7'")]
    [InlineData("YUV4MPEG2 W8 H-4\n", "its height is '-4'")]
    [InlineData("YUV4MPEG2 W8\n", "its height is ''")]
    [InlineData("YUV4MPEG2 W99999998 H4\n", "from 2 to 8192")]
    [InlineData("YUV4MPEG2 W8 H4 C420\r\nFRAME\r\n", "its first line ends in CR and LF, as on Windows, and must end in LF alone")]
    [InlineData("YUV4MPEG2 W8 H4\r\nFRAME\r\n", "its first line ends in CR and LF")]
    [InlineData("YUV4MPEG2 W8 H4\nPICTURE", "no FRAME where frame 0 should begin")]
    [InlineData("YUV4MPEG2 W8 H4\nFRA", "ends within frame 0")]
    [InlineData("YUV4MPEG2 W8 H4\nFRAME\n123", "ends within frame 0")]
    [InlineData("YUV4MPEG2 W8 H4\nFRAME without end", "first line of frame 0 has no end")]
    public void What_is_wrong_with_a_file_is_said(string content, string what)
    {
        var path = _folder.Add("a.y4m", Encoding.ASCII.GetBytes(content));

        var fault = Assert.Throws<CameraException>(() => new Y4mRecording(path).Count());

        Assert.Contains($"'{path}' cannot be replayed", fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_before_a_truncated_one_are_good()
    {
        var path = _folder.Add("a.y4m", Y4mFile.Frames(3)[..^1]);
        List<byte> greys = [];

        var fault = Assert.Throws<CameraException>(() =>
        {
            foreach (var frame in new Y4mRecording(path))
            {
                greys.Add(frame.Pixels[0]);
                frame.Dispose();
            }
        });

        Assert.Equal([0, 1], greys);
        Assert.Contains("ends within frame 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("no recording '/nowhere/a.y4m'", Assert.Throws<CameraException>(() => new Y4mRecording("/nowhere/a.y4m").Count()).Message, StringComparison.Ordinal);

    [Fact]
    public void Replaying_allocates_nothing_for_a_frame()
    {
        using var frames = new Y4mRecording(_folder.Add("a.y4m", Y4mFile.Frames(250))).GetEnumerator();
        Skip(10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Skip(230);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);

        void Skip(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.True(frames.MoveNext());
                frames.Current.Dispose();
            }
        }
    }
}
