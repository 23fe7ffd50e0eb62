using DoorFace.Core.Time;

namespace DoorFace.Device.Camera;

/// <summary>
/// Finds frames that look newer than they are, for a camera that does not say when it took them. While nobody reads, because the program is frozen or
/// has too much to do, a few of them wait in a pipe and in the buffers behind it; read later, they arrive like any other. So after a gap nothing counts
/// until all that can have waited has been drained.
/// </summary>
internal sealed class BacklogGuard
{
    /// <summary>Longer than any camera takes for a frame: at the longest exposure, half a second.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(0.75);

    /// <summary>Enough to read the handful of buffers that a camera has, which do not wait for their turn.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    /// <summary>More than a camera has buffers (rpicam-vid asks for 6): for a machine so busy that it reads them no faster than they come.</summary>
    public const int MostWaiting = 8;

    private MonotonicInstant? _last;
    private MonotonicInstant? _drainedAt;
    private int _waiting;

    /// <summary>Whether a frame may be from before it seems; to be asked for every frame in turn.</summary>
    /// <param name="arrived">When its last byte came.</param>
    public bool MayBeOld(MonotonicInstant arrived)
    {
        if (_last is { } last && arrived - last > LongestGap)
        {
            (_drainedAt, _waiting) = (arrived + DrainTime, MostWaiting);
        }

        _last = arrived;
        if (arrived < _drainedAt || _waiting > 0)
        {
            _waiting--;
            return true;
        }

        return false;
    }
}
