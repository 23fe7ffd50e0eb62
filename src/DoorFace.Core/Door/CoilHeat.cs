using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>
/// How warm the coil of a fail-secure strike is, in terms of the time for which it was energised: it gains a second with each, and loses them again
/// without current, so fast that a coil which is energised for its duty cycle of the time stays as warm as it is. Kept within
/// <see cref="DoorRules.LongestEnergisedTime"/> it is energised, in any stretch of time T, for that time and for the duty cycle's share of T at most.
/// </summary>
/// <param name="Heat">How warm it was at <paramref name="At"/>.</param>
/// <param name="At">When.</param>
/// <param name="Energised">Whether it is energised since.</param>
public readonly record struct CoilHeat(TimeSpan Heat, MonotonicInstant At, bool Energised = false)
{
    /// <summary>How warm it is. Never more than it may be: the adapter has let go by then, however late anybody looks.</summary>
    public TimeSpan HeatAt(DoorRules rules, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var heat = Energised ? Heat + (now - At)
            : CoolAt(TimeSpan.Zero, rules) <= now ? TimeSpan.Zero
            : Heat - new TimeSpan((now - At).Ticks * rules.DutyCycle / (100 - rules.DutyCycle));
        return heat < rules.LongestEnergisedTime ? heat : rules.LongestEnergisedTime;
    }

    /// <summary>When it has cooled down so far without current; <see cref="At"/> when it had then.</summary>
    public MonotonicInstant CoolAt(TimeSpan heat, DoorRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var tooMuch = (Heat - heat).Ticks;
        // Rounded up: at that instant it has.
        return tooMuch <= 0 || rules.DutyCycle >= 100 ? At : At + new TimeSpan(((tooMuch * (100 - rules.DutyCycle)) + rules.DutyCycle - 1) / rules.DutyCycle);
    }

    /// <summary>The same coil with current from now on, or without.</summary>
    public CoilHeat Switch(bool energised, DoorRules rules, MonotonicInstant now) =>
        energised == Energised ? this : new CoilHeat(HeatAt(rules, now), now, energised);
}
