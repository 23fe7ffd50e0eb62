namespace DoorFace.Core.Heat;

/// <summary>
/// From how much heat on frames are spared. A Raspberry Pi slows its processor down from 80 °C on, and more at 85 °C
/// (Raspberry Pi documentation, "Frequency management and thermal control").
/// </summary>
public static class HeatRules
{
    private const double Warm = 75;
    private const double Hot = 80;

    // A fan or a breeze must not make it go to and fro.
    private const double Hysteresis = 5;

    /// <summary>The level that follows from the one so far and the board's state.</summary>
    public static HeatLevel Next(HeatLevel level, BoardHealth board)
    {
        var celsius = board.Celsius ?? 0;
        return board.Throttled || celsius >= (level == HeatLevel.Hot ? Hot - Hysteresis : Hot) ? HeatLevel.Hot
            : celsius >= (level == HeatLevel.Normal ? Warm : Warm - Hysteresis) ? HeatLevel.Warm
            : HeatLevel.Normal;
    }

    /// <summary>The part of the frame rate that is used at a level, above 0 and at most 1.</summary>
    public static double RateShareOf(HeatLevel level) => level switch
    {
        HeatLevel.Normal => 1,
        HeatLevel.Warm => 0.5,
        _ => 0.25,
    };
}
