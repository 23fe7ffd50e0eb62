using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// How long what a camera has seen counts. An older frame says who stood there, not who does: whoever has gone meanwhile, while the program was
/// frozen or had too much to do, does not open the door, is not captured, and has not tried.
/// </summary>
public static class Freshness
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <param name="seenAt">When the frame was taken.</param>
    /// <param name="now">When it is to count for something.</param>
    public static bool IsPast(MonotonicInstant seenAt, MonotonicInstant now) => now - seenAt > Limit;
}
