using DoorFace.Core.Time;

namespace DoorFace.Core.Audit;

/// <summary>
/// Keeps the audit from being flooded. Whoever can press a bell, stand before the camera, move a magnet at the door or call a socket could make
/// entries without end, until they pushed out what matters. Events of those kinds are told one by one as long as they are few: the first ones at once,
/// as ever. What comes too fast is counted and told together, as one entry that says how many there were and from when to when: once a minute has
/// passed without another, or at intervals while they do not cease. Entries stay as they were stored, so the chain only grows; a crash loses at most
/// the count of what was not told yet. What an administrator does and what a resident's face opens is never merged.
/// </summary>
public static class AuditMerging
{
    /// <summary>So long without another, and it is over.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private static readonly MergeRule Rare = new(5, TimeSpan.FromMinutes(15));

    // A household's day: everybody leaves at once, and comes back.
    private static readonly MergeRule Daily = new(30, TimeSpan.FromMinutes(10));

    private static readonly MergeRule Look = new(1, TimeSpan.FromMinutes(15), ByDetail: true);

    /// <summary>How events like this one are merged; null for never.</summary>
    public static MergeRule? RuleOf(AuditEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened.Kind switch
        {
            AuditKind.AccessDenied or AuditKind.FacesPaused or AuditKind.FacesResumed or AuditKind.Intent or AuditKind.CallerRefused => Rare,
            AuditKind.ForcedOpen or AuditKind.ForcedOpenEnded or AuditKind.HeldOpen or AuditKind.HeldOpenEnded or AuditKind.Tamper or AuditKind.TamperQuiet
                or AuditKind.Fire or AuditKind.FireQuiet or AuditKind.RequestToExitStuck or AuditKind.RequestToExitFreed => Rare,
            AuditKind.Fault or AuditKind.FaultMended => happened.IsOutside ? Rare : null,
            AuditKind.DoorOpened or AuditKind.DoorClosed or AuditKind.RequestToExit or AuditKind.StrikeSecured or AuditKind.ResidentRefused
                or AuditKind.EnrollmentStarted or AuditKind.EnrollmentEnded or AuditKind.EnrollmentFailed => Daily,
            AuditKind.StrikeReleased or AuditKind.ReleaseExtended => happened.Subject is null ? Daily : null,
            AuditKind.DataViewed => Look,
            _ => null,
        };
    }

    /// <summary>Takes an event.</summary>
    /// <param name="runs">What was before.</param>
    /// <param name="happened">What happens.</param>
    /// <param name="now">When.</param>
    /// <param name="at">When, by the wall clock.</param>
    /// <returns>What is now, and the entry to store at once; null when the event is only counted.</returns>
    public static (AuditRuns Runs, AuditEvent? Told) Take(AuditRuns runs, AuditEvent happened, MonotonicInstant now, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (RuleOf(happened) is not { } rule)
            return (runs, happened);

        var key = KeyOf(happened, rule);
        var run = runs.ByKey.GetValueOrDefault(key) ?? new AuditRun(happened, now, null, null);
        var isFirst = run.FullAt <= now;
        var fullAt = (isFirst ? now : run.FullAt) + rule.Interval;
        // Those before it must be told first.
        if (run.Untold is not null || fullAt - now > rule.Burst * rule.Interval)
        {
            var untold = run.Untold is { } before ? before.With(happened, now, at) : UntoldEvents.Of(happened, now, at);
            return (runs.With(key, run with { Untold = untold }), null);
        }

        // A household's ordinary comings and goings are no repetition.
        var repeated = rule == Rare && !isFirst;
        return (runs.With(key, run with { FullAt = fullAt }), repeated ? happened with { IsRepeated = true } : happened);
    }

    /// <summary>Tells together what is due.</summary>
    public static (AuditRuns Runs, IReadOnlyList<AuditEvent> Told) Tell(AuditRuns runs, MonotonicInstant now) =>
        Tell(runs, now, run => run.DueAt(RuleOf(run.First)!) <= now);

    /// <summary>Tells whatever was not told yet, because nothing more comes.</summary>
    public static IReadOnlyList<AuditEvent> End(AuditRuns runs) => Tell(runs, default, run => run.Untold is not null).Told;

    /// <summary>When something is due; null for never.</summary>
    public static MonotonicInstant? DueAt(AuditRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return runs.ByKey.Values.Min(run => run.DueAt(RuleOf(run.First)!));
    }

    private static (AuditRuns Runs, IReadOnlyList<AuditEvent> Told) Tell(AuditRuns runs, MonotonicInstant now, Func<AuditRun, bool> isDue)
    {
        ArgumentNullException.ThrowIfNull(runs);
        List<AuditEvent> told = [];
        var due = runs.ByKey.Where(run => isDue(run.Value)).OrderBy(run => run.Value.Untold!.FirstAt).ToList();
        foreach (var (key, run) in due)
        {
            told.Add(run.First with { Detail = run.Untold!.Describe(), IsRepeated = run.First.Kind != AuditKind.DataViewed });
            runs = runs.With(key, run with { Untold = null, SaidAt = now });
        }

        // As if they had never been.
        return (runs.Without(runs.ByKey.Where(run => IsOver(run.Value, now)).Select(run => run.Key)), told);
    }

    private static bool IsOver(AuditRun run, MonotonicInstant now) =>
        run.Untold is null && run.FullAt <= now && !(run.SaidAt + RuleOf(run.First)!.Interval > now);

    private static string KeyOf(AuditEvent happened, MergeRule rule)
    {
        var alike = rule.ByDetail ? happened.Detail : happened.Kind is AuditKind.Fault or AuditKind.FaultMended ? FaultOf(happened) : "";
        return $"{happened.Kind}/{happened.Subject}/{alike}";
    }

    // "Picture: black for 3 s", or "Picture" when it is mended.
    private static string FaultOf(AuditEvent happened) => happened.Detail.Split(':', 2)[0];
}
