using DoorFace.Core.Signals;

namespace DoorFace.Core.Tests.Support;

/// <summary>A pattern in words.</summary>
internal static class PatternText
{
    public static string Of(SignalPattern pattern) => pattern.Phases.IsEmpty
        ? "on"
        : $"{string.Join(" – ", pattern.Phases.Select(phase => $"{phase.TotalMilliseconds:0}"))} ms, {(pattern.Repeats ? "again and again" : "once")}{(pattern.LastsFor is { } limit ? $", for {(limit.TotalSeconds < 60 ? $"{limit.TotalSeconds:0.0} s" : $"{limit.TotalMinutes:0} min")}" : "")}";
}
