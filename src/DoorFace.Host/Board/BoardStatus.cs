using DoorFace.Core.Heat;

namespace DoorFace.Host.Board;

/// <summary>How the board is.</summary>
/// <param name="Celsius">The processor's temperature; null when the machine does not tell.</param>
/// <param name="Throttled">The firmware slows the processor down.</param>
/// <param name="UnderVoltage">The supply's voltage is too low.</param>
/// <param name="FrameRateShare">The part of the frame rate that is used, to spare heat.</param>
public sealed record BoardStatus(double? Celsius, bool Throttled, bool UnderVoltage, double FrameRateShare)
{
    public static BoardStatus Of(BoardView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new BoardStatus(view.Health.Celsius, view.Health.Throttled, view.Health.UnderVoltage, HeatRules.RateShareOf(view.Heat));
    }
}
