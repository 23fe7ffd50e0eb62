using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class Y4mRecordingConformance : VideoRecordingConformance
{
    protected override IEnumerable<Frame> Open(string path) => new Y4mRecording(path);
}
