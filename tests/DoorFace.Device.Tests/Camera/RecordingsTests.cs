using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class RecordingsTests
{
    [Theory]
    [InlineData("a.jpg", typeof(ImageRecording), true)]
    [InlineData("a.JPEG", typeof(ImageRecording), true)]
    [InlineData("a.png", typeof(ImageRecording), true)]
    [InlineData("a.mjpeg", typeof(MjpegRecording), false)]
    [InlineData("a.MJPG", typeof(MjpegRecording), false)]
    [InlineData("a.y4m", typeof(Y4mRecording), false)]
    [InlineData("a.mp4", typeof(FfmpegRecording), false)]
    [InlineData("without-extension", typeof(FfmpegRecording), false)]
    public void A_recording_is_known_by_its_name(string path, Type kind, bool stills)
    {
        var recording = Recordings.Open(path, new OneColourDecoder());

        Assert.IsType(kind, recording.Frames);
        Assert.Equal(stills, recording.Stills);
    }

    [Fact]
    public void A_folder_is_pictures_whatever_it_is_called()
    {
        using var folder = new PictureFolder();
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, "people.y4m"));

        Assert.IsType<ImageRecording>(Recordings.Open(inner.FullName, new OneColourDecoder()).Frames);
    }
}
