using DoorFace.Core.Time;
using DoorFace.Device.Time;

namespace DoorFace.Host.Supervision;

/// <summary>When each of the two loops was last seen to turn. Safe to use from several threads.</summary>
public sealed class LoopHealth(TimeProvider time)
{
    private long _door = time.GetMonotonicInstant().SinceOrigin.Ticks;
    private long _recognition = time.GetMonotonicInstant().SinceOrigin.Ticks;

    public void DoorBeat() => Interlocked.Exchange(ref _door, time.GetMonotonicInstant().SinceOrigin.Ticks);

    public void RecognitionBeat() => Interlocked.Exchange(ref _recognition, time.GetMonotonicInstant().SinceOrigin.Ticks);

    /// <summary>How long the slower of the two has been silent.</summary>
    public TimeSpan Silence => time.GetMonotonicInstant() - new MonotonicInstant(new TimeSpan(Math.Min(Interlocked.Read(ref _door), Interlocked.Read(ref _recognition))));
}
