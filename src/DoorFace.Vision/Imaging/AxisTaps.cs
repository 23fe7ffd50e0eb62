namespace DoorFace.Vision.Imaging;

/// <summary>
/// Which source pixels, with which weights, make each pixel along one axis when a stretch of a line is resized.
/// Up to a step of two source pixels it interpolates between the two nearest; beyond that it averages over the area, so that
/// nothing is skipped. The two agree at exactly two. Outside of the line its edge pixel goes on.
/// </summary>
internal sealed class AxisTaps
{
    private const float LargestInterpolatedStep = 2;

    private int[] _offsets = [];
    private int[] _firsts = [];
    private float[] _weights = [];
    private (float Start, float Length, int Outputs, int Size) _made;

    /// <summary>The lowest source pixel that any output uses.</summary>
    public int Lowest => _firsts[0];

    /// <summary>One more than the highest source pixel that any output uses.</summary>
    public int End => _firsts[_made.Outputs - 1] + WeightsOf(_made.Outputs - 1).Length;

    /// <summary>Works out the taps; does nothing when they are those of the last call.</summary>
    /// <param name="start">Where the stretch begins, in source pixels from the line's beginning; may be negative.</param>
    /// <param name="length">Its length in source pixels, above 0; it may reach over the line's end.</param>
    /// <param name="outputs">Pixels to make, at least 1.</param>
    /// <param name="size">Pixels of the line, at least 1.</param>
    /// <returns>Whether they are new.</returns>
    public bool Prepare(float start, float length, int outputs, int size)
    {
        if (!float.IsFinite(start) || !(length > 0) || !float.IsFinite(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"Cannot resize {length} pixels from {start}.");
        }

        if (_made == (start, length, outputs, size))
        {
            return false;
        }

        Reserve(outputs, size);
        var step = length / outputs;
        var used = 0;
        for (var i = 0; i < outputs; i++)
        {
            _offsets[i] = used;
            used += step <= LargestInterpolatedStep
                ? Interpolate(i, start + ((i + 0.5f) * step) - 0.5f, size, _weights.AsSpan(used))
                : Average(i, start + (i * step), start + ((i + 1) * step), size, _weights.AsSpan(used));
        }

        _offsets[outputs] = used;
        _made = (start, length, outputs, size);
        return true;
    }

    /// <summary>The first source pixel of an output.</summary>
    public int FirstOf(int output) => _firsts[output];

    /// <summary>The weights of an output's source pixels, from the first on; they sum to one.</summary>
    public ReadOnlySpan<float> WeightsOf(int output) => _weights.AsSpan(_offsets[output].._offsets[output + 1]);

    private void Reserve(int outputs, int size)
    {
        // Neighbouring outputs share at most one source pixel, and none has more than two besides its own.
        var weights = size + (2 * outputs);
        if (_firsts.Length < outputs)
        {
            _firsts = new int[outputs];
            _offsets = new int[outputs + 1];
        }

        if (_weights.Length < weights)
        {
            _weights = new float[weights];
        }
    }

    private int Interpolate(int output, float position, int size, Span<float> weights)
    {
        var clamped = Math.Clamp(position, 0, size - 1);
        var first = (int)clamped;
        var fraction = clamped - first;
        _firsts[output] = first;
        weights[0] = 1 - fraction;
        if (fraction == 0)
        {
            return 1;
        }

        weights[1] = fraction;
        return 2;
    }

    private int Average(int output, float from, float to, int size, Span<float> weights)
    {
        var first = (int)Math.Clamp(MathF.Floor(from), 0, size - 1);
        var last = (int)Math.Clamp(MathF.Ceiling(to) - 1, first, size - 1);
        _firsts[output] = first;
        for (var pixel = first; pixel <= last; pixel++)
        {
            // The edge pixels stand for everything outside as well.
            var low = pixel == 0 ? from : MathF.Max(from, pixel);
            var high = pixel == size - 1 ? to : MathF.Min(to, pixel + 1);
            weights[pixel - first] = MathF.Max(0, high - low) / (to - from);
        }

        return last - first + 1;
    }
}
