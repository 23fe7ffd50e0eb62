namespace DoorFace.ModelBuilder.Quantization;

/// <summary>What one tensor held over a calibration set.</summary>
/// <param name="Channels">The size of its second dimension; 1 when it has none.</param>
internal sealed class TensorStatistics(int Channels)
{
    private readonly List<(float Low, float High)> _pictures = [];

    /// <summary>The least and greatest value of each picture.</summary>
    public IReadOnlyList<(float Low, float High)> Pictures => _pictures;

    /// <summary>The greatest magnitude in each channel.</summary>
    public float[] ChannelMagnitudes { get; } = new float[Channels];

    /// <summary>Adds one picture's values, stored channel by channel.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        var perChannel = values.Length / Channels;
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var c = 0; c < Channels; c++)
        {
            var channel = values.Slice(c * perChannel, perChannel);
            var (channelLow, channelHigh) = (System.Numerics.Tensors.TensorPrimitives.Min(channel), System.Numerics.Tensors.TensorPrimitives.Max(channel));
            ChannelMagnitudes[c] = MathF.Max(ChannelMagnitudes[c], MathF.Max(-channelLow, channelHigh));
            low = MathF.Min(low, channelLow);
            high = MathF.Max(high, channelHigh);
        }

        _pictures.Add((low, high));
    }
}
