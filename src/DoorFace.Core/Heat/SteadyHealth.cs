using DoorFace.Core.Time;

namespace DoorFace.Core.Heat;

/// <summary>
/// The firmware's marks come and go with every peak of load; a state that changes with them would fill the audit and help nobody. So a mark counts
/// until it has been away for <see cref="HoldTime"/>.
/// </summary>
public sealed class SteadyHealth
{
    public static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(1);

    private MonotonicInstant? _throttledAt;
    private MonotonicInstant? _underVoltageAt;

    /// <summary>The state as it counts, from the one just read.</summary>
    public BoardHealth Take(BoardHealth read, MonotonicInstant now)
    {
        _throttledAt = read.Throttled ? now : _throttledAt;
        _underVoltageAt = read.UnderVoltage ? now : _underVoltageAt;
        return new BoardHealth(read.Celsius, now - _throttledAt < HoldTime, now - _underVoltageAt < HoldTime);
    }
}
