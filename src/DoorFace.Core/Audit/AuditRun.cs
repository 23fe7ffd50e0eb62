using DoorFace.Core.Time;

namespace DoorFace.Core.Audit;

/// <summary>Events alike that come one after the other.</summary>
/// <param name="First">By which the others are alike: its kind and its subject.</param>
/// <param name="FullAt">When as many may be told one by one again as at first.</param>
/// <param name="SaidAt">When the last were told together; null for not yet.</param>
/// <param name="Untold">Those that were not told yet; null for none.</param>
internal sealed record AuditRun(AuditEvent First, MonotonicInstant FullAt, MonotonicInstant? SaidAt, UntoldEvents? Untold)
{
    /// <summary>When the untold are to be told: once it is quiet, at intervals while it is not; null for never.</summary>
    public MonotonicInstant? DueAt(MergeRule rule)
    {
        if (Untold is null)
            return null;
        var quietAt = Untold.LastAt + AuditMerging.Quiet;
        var latestAt = Untold.FirstAt + rule.Interval;
        var due = quietAt < latestAt ? quietAt : latestAt;
        return SaidAt is { } said && due < said + rule.Interval ? said + rule.Interval : due;
    }
}
