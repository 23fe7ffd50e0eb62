namespace DoorFace.Device.Camera.V4l2;

/// <summary>A format and size that a camera offers.</summary>
/// <param name="Format">How its pixels come.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rates">Frames a second it can come at, slowest first; empty when the camera does not say.</param>
/// <param name="AnyRate">True when every rate between the slowest and the fastest can be had.</param>
public sealed record V4l2Mode(V4l2Format Format, int Width, int Height, IReadOnlyList<double> Rates, bool AnyRate = false)
{
    // 29.97 is 30 to everybody but a television.
    private const double Tolerance = 0.98;

    /// <summary>Frames a second, at most; infinite when the camera does not say.</summary>
    internal double FastestRate => Rates.Count == 0 ? double.PositiveInfinity : Rates[^1];

    /// <summary>True when frames come at least as often as wanted, as far as is known.</summary>
    internal bool Reaches(double rate) => FastestRate >= rate * Tolerance;

    /// <summary>The rate to ask for: the slowest that is not too slow, or else the fastest.</summary>
    internal double RateFor(double wanted) => Rates switch
    {
        [] => wanted,
        [var slowest, .., var fastest] when AnyRate => Math.Clamp(wanted, slowest, fastest),
        _ => Rates.Where(rate => rate >= wanted * Tolerance).DefaultIfEmpty(FastestRate).First(),
    };

    public override string ToString() => $"{Format.ToString().ToUpperInvariant()} {Width}x{Height}";
}
