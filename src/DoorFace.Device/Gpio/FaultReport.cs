namespace DoorFace.Device.Gpio;

/// <summary>
/// Whether a line's fault is news: a dead line is looked at twice a second and is to be told of once, until it works again.
/// Not safe to use from several threads at a time.
/// </summary>
internal sealed class FaultReport
{
    private bool _failed;

    /// <summary>The line failed. True when that is to be told.</summary>
    public bool Failed() => !_failed && (_failed = true);

    /// <summary>The line works. True when it had failed before.</summary>
    public bool Worked()
    {
        var mended = _failed;
        _failed = false;
        return mended;
    }
}
