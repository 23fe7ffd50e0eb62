using DoorFace.Core.Time;

namespace DoorFace.Core.Imaging;

/// <summary>
/// Watches the brightness of frames and tells when something is wrong with them for longer than a passing shadow or a lamp that is switched on.
/// What it says is a function of the frames' measures and instants alone.
/// </summary>
public sealed class PictureMonitor(PictureRules rules)
{
    /// <summary>A condition counts when it has lasted so long, and is over when another has.</summary>
    public static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(3);

    // A sensor's black is noisy; below this there is not even that much light.
    private const double BlackBelow = 4;

    // What exposure control lets stand of a bright sky is far less.
    private const double OverExposedFrom = 0.9;

    // A scene at the limit must not make the lamp flicker.
    private const double Hysteresis = 1.3;

    private PictureCondition _seen;
    private MonotonicInstant _seenSince;
    private ulong _fingerprint;
    private MonotonicInstant _sameSince;
    private bool _any;
    private bool _ofStills;

    /// <summary>What is so now.</summary>
    public PictureCondition Condition { get; private set; }

    /// <summary>Whether still pictures are shown, which are the same frame after frame. Another thread may say so.</summary>
    public bool OfStills
    {
        get => Volatile.Read(ref _ofStills);
        set => Volatile.Write(ref _ofStills, value);
    }

    /// <summary>Takes one frame's measures.</summary>
    /// <returns>True when <see cref="Condition"/> has changed.</returns>
    public bool Look(LumaGrid grid, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (!_any || OfStills || grid.Fingerprint != _fingerprint)
        {
            (_fingerprint, _sameSince) = (grid.Fingerprint, now);
        }

        var seen = ConditionOf(grid);
        if (!_any || seen != _seen)
        {
            (_seen, _seenSince) = (seen, now);
        }

        _any = true;
        // Black and white may come without noise: a covered lens is no camera that hangs.
        var condition = seen == PictureCondition.Good && rules.FrozenTime > TimeSpan.Zero && now - _sameSince >= rules.FrozenTime ? PictureCondition.Frozen
            : now - _seenSince >= LeastTime ? seen
            : Condition == PictureCondition.Frozen ? PictureCondition.Good
            : Condition;
        var changed = condition != Condition;
        Condition = condition;
        return changed;
    }

    /// <summary>Forgets what was seen: another camera, or the same one started again.</summary>
    public void Reset() => (_any, Condition) = (false, PictureCondition.Good);

    private PictureCondition ConditionOf(LumaGrid grid)
    {
        var limit = rules.TooDarkBelow * (Condition == PictureCondition.TooDark ? Hysteresis : 1);
        return grid.Mean < BlackBelow ? PictureCondition.Black
            : grid.Mean < limit ? PictureCondition.TooDark
            : grid.BrightShare >= OverExposedFrom ? PictureCondition.OverExposed
            : PictureCondition.Good;
    }
}
