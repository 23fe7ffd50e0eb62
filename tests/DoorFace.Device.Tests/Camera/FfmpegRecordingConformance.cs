using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Processes;

namespace DoorFace.Device.Tests.Camera;

public sealed class FfmpegRecordingConformance : VideoRecordingConformance
{
    protected override IEnumerable<Frame> Open(string path)
    {
        Assert.SkipUnless(ProgramPath.Find("ffmpeg") is not null, "ffmpeg is not installed (Debian's package 'ffmpeg'), so there is nothing to decode with.");
        return new FfmpegRecording(path);
    }
}
