namespace DoorFace.ModelBuilder.Quantization;

/// <summary>The values that a quantized tensor can hold. Holds zero, which padding needs exactly.</summary>
/// <param name="Low">0 or below.</param>
/// <param name="High">0 or above.</param>
internal readonly record struct TensorRange(float Low, float High)
{
    // Finer steps gain nothing, and rounded bounds are mostly the same on every CPU, whose float results differ a little.
    private const int StepsPerOctave = 64;

    public static TensorRange Of(TensorStatistics statistics, RangeMethod method)
    {
        var (low, high) = Measure(statistics, method);
        return Rounded(low, high);
    }

    /// <summary>With each bound rounded to 64 steps an octave, away from zero.</summary>
    /// <param name="low">0 or below.</param>
    /// <param name="high">0 or above.</param>
    public static TensorRange Rounded(double low, double high) => new(0 - RoundUp(-low), RoundUp(high));

    /// <summary>The range before its bounds are rounded.</summary>
    public static (double Low, double High) Measure(TensorStatistics statistics, RangeMethod method)
    {
        double low = 0, high = 0;
        foreach (var picture in statistics.Pictures)
        {
            (low, high) = method switch
            {
                RangeMethod.MinMax => (Math.Min(low, picture.Low), Math.Max(high, picture.High)),
                RangeMethod.MeanMinMax => (low + picture.Low, high + picture.High),
                _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown range method."),
            };
        }

        if (method == RangeMethod.MeanMinMax)
        {
            (low, high) = (low / statistics.Pictures.Count, high / statistics.Pictures.Count);
        }

        return (Math.Min(low, 0), Math.Max(high, 0));
    }

    private static float RoundUp(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        var octave = Math.ScaleB(1, Math.ILogB(value));
        return (float)(Math.Ceiling(value / octave * StepsPerOctave) / StepsPerOctave * octave);
    }
}
