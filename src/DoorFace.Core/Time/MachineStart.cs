namespace DoorFace.Core.Time;

/// <summary>What is known of the machine's start, for judging its clock.</summary>
/// <param name="WasOff">The machine was off, or started anew, since the service last ran; false also when that is not known.</param>
/// <param name="UpFor">How long it has been on.</param>
/// <param name="BatteryClockAgrees">A battery clock goes on while the machine is off, and says the same as its clock.</param>
/// <param name="SavedAt">The latest time at which the system kept its clock for the next start; null when it does not, or that is not known.</param>
public readonly record struct MachineStart(bool WasOff, TimeSpan UpFor = default, bool BatteryClockAgrees = false, DateTimeOffset? SavedAt = null)
{
    /// <summary>
    /// Whether the clock may have begun where it was left, so that the time for which the machine was off is missing. A clock that is further ahead
    /// was set by somebody since.
    /// </summary>
    /// <param name="wall">What it says now.</param>
    /// <param name="latestEntry">The latest time in the audit; null without one.</param>
    public bool StoodStill(DateTimeOffset wall, DateTimeOffset? latestEntry)
    {
        var left = SavedAt > latestEntry || latestEntry is null ? SavedAt : latestEntry;
        return WasOff && !BatteryClockAgrees && wall - UpFor <= left + ClockTrust.LargestStep;
    }
}
