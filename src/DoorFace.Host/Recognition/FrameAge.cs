using DoorFace.Core.Access;
using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Device.Time;

namespace DoorFace.Host.Recognition;

/// <summary>How old what a frame shows is.</summary>
public sealed class FrameAge(RecognitionOptions options, TimeProvider time)
{
    /// <summary>When it was seen, on the clock of the door; a recording that is replayed as fast as it is looked at shows the present whenever it is.</summary>
    public MonotonicInstant SeenAt(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return options.OwnTime ? time.GetMonotonicInstant() : frame.CapturedAt;
    }

    /// <summary>Whether it is too old to decide anything.</summary>
    public bool IsPast(Frame frame) => Freshness.IsPast(SeenAt(frame), time.GetMonotonicInstant());
}
