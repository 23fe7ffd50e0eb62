namespace DoorFace.ModelBuilder.Quantization;

/// <summary>How u8 stands for floats: value = (u8 − zero point) · scale.</summary>
internal readonly record struct QuantizationParameters(float Scale, byte ZeroPoint)
{
    private const float SmallestSpan = 1e-9f;

    public static QuantizationParameters For(TensorRange range)
    {
        var scale = MathF.Max(range.High - range.Low, SmallestSpan) / byte.MaxValue;
        return new QuantizationParameters(scale, (byte)Math.Clamp(MathF.Round(-range.Low / scale), 0, byte.MaxValue));
    }

    /// <summary>The range of constants, with zero.</summary>
    public static QuantizationParameters For(ReadOnlySpan<float> values)
    {
        var (low, high) = (0f, 0f);
        foreach (var value in values)
        {
            (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        }

        return For(new TensorRange(low, high));
    }

    public byte Quantize(float value) => (byte)Math.Clamp(MathF.Round(value / Scale) + ZeroPoint, 0, byte.MaxValue);
}
