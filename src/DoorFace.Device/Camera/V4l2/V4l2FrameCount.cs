namespace DoorFace.Device.Camera.V4l2;

/// <summary>Numbers a camera's frames by its driver's own count, so that those that were never seen leave a gap.</summary>
internal sealed class V4l2FrameCount
{
    private uint _latest;
    private long _number = -1;
    private long _missed;

    /// <summary>Frames that the driver dropped or that were passed over for a newer one, since this was asked last.</summary>
    public long TakeMissed()
    {
        var missed = _missed;
        _missed = 0;
        return missed;
    }

    /// <summary>The number of the next frame that is looked at, from 0; it always grows.</summary>
    /// <param name="sequence">The driver's count. One that does not count, or begins anew, leaves no gap of its own.</param>
    /// <param name="passedOver">So many frames came before this one and were not looked at.</param>
    public long Next(uint sequence, int passedOver)
    {
        // The driver's count runs over after 2^32 frames.
        var counted = _number < 0 ? 0 : unchecked((int)(sequence - _latest)) - 1;
        var missed = Math.Max(passedOver, counted);
        _missed += missed;
        _number = _number < 0 ? 0 : _number + missed + 1;
        _latest = sequence;
        return _number;
    }
}
