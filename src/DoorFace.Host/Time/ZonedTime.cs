namespace DoorFace.Host.Time;

/// <summary>The machine's clocks, in the time zone that is in force now rather than the one at the start of the program.</summary>
public sealed class ZonedTime : TimeProvider
{
    /// <summary>Owns the zone.</summary>
    public LocalZone Zone { get; } = new();

    public override TimeZoneInfo LocalTimeZone => Zone.Read().Zone;
}
