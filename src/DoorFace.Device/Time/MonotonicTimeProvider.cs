using DoorFace.Core.Time;

namespace DoorFace.Device.Time;

/// <summary>The one way from a <see cref="TimeProvider"/> to a <see cref="MonotonicInstant"/>: instants made elsewhere would not share its origin.</summary>
public static class MonotonicTimeProvider
{
    /// <summary>Now, since the origin of the provider's timestamps (on Linux, the start of the machine).</summary>
    public static MonotonicInstant GetMonotonicInstant(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new MonotonicInstant(time.GetElapsedTime(0, time.GetTimestamp()));
    }
}
