using DoorFace.Core.Audit;

namespace DoorFace.Storage.Audit;

/// <summary>An event and when it was, to be stored.</summary>
/// <param name="Event">What happened. Its detail is cut to 500 characters, and must name nobody: names are looked up by id when entries are shown.</param>
/// <param name="At">The wall clock, which may be wrong; kept to the millisecond.</param>
/// <param name="SinceStart">Monotonic time since the start of the service, 0 or more; kept to the millisecond.</param>
/// <param name="ClockTrusted">Whether the wall clock is trusted: only such entries tell how old those before them are.</param>
public sealed record AuditRecord(AuditEvent Event, DateTimeOffset At, TimeSpan SinceStart, bool ClockTrusted = false);
