using System.Collections.Immutable;

namespace DoorFace.Core.Audit;

/// <summary>What <see cref="AuditMerging"/> has to remember.</summary>
public sealed record AuditRuns
{
    private AuditRuns(ImmutableDictionary<string, AuditRun> byKey) => ByKey = byKey;

    public static AuditRuns None { get; } = new(ImmutableDictionary.Create<string, AuditRun>(StringComparer.Ordinal));

    internal ImmutableDictionary<string, AuditRun> ByKey { get; }

    internal AuditRuns With(string key, AuditRun run) => new(ByKey.SetItem(key, run));

    internal AuditRuns Without(IEnumerable<string> keys) => new(ByKey.RemoveRange(keys));
}
