using DoorFace.Core.Time;

namespace DoorFace.Device.Time;

/// <summary>The one way from a <see cref="TimeProvider"/> to a <see cref="MonotonicInstant"/>: instants made elsewhere would not share its origin.</summary>
public static class MonotonicTimeProvider
{
    /// <summary>Now, since the origin of the provider's timestamps (on Linux, the start of the machine).</summary>
    public static MonotonicInstant GetMonotonicInstant(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        // In whole numbers: TimeProvider.GetElapsedTime goes through a double, which loses microseconds far from the origin.
        return new MonotonicInstant(new TimeSpan((long)((Int128)time.GetTimestamp() * TimeSpan.TicksPerSecond / time.TimestampFrequency)));
    }
}
