using DoorFace.Core.Time;

namespace DoorFace.Device.Gpio;

/// <summary>Sets a timer to an instant.</summary>
internal static class TimerDelay
{
    /// <summary>A timer counts whole milliseconds and may be a little early, so it is rounded up.</summary>
    public static void SetTo(this ITimer timer, MonotonicInstant at, MonotonicInstant now)
    {
        var milliseconds = Math.Clamp(Math.Ceiling((at - now).TotalMilliseconds), 0, int.MaxValue);
        timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    public static void Stop(this ITimer timer) => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
