using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Taps of a line laid out to make four outputs at a time: all outputs have as many, the surplus ones with a weight of zero.
/// </summary>
internal sealed class ColumnTaps
{
    private int[] _firsts = [];
    private float[] _weights = [];
    private int _padded;

    /// <summary>Taps of each output.</summary>
    public int Taps { get; private set; }

    /// <summary>Takes the taps of an axis. Allocates at a line that is longer than all before, or of which an output takes more than its share.</summary>
    /// <param name="axis">Prepared.</param>
    /// <param name="outputs">As many as the axis makes.</param>
    /// <param name="size">Samples of the line.</param>
    public void Prepare(AxisTaps axis, int outputs, int size)
    {
        Taps = 0;
        for (var i = 0; i < outputs; i++)
        {
            Taps = Math.Max(Taps, axis.WeightsOf(i).Length);
        }

        _padded = (outputs + 3) & ~3;
        if (_firsts.Length < _padded)
        {
            _firsts = new int[_padded];
        }

        // Of a stretch inside the line no output takes more than its share and two that it has in common with its neighbours.
        var most = _padded * Math.Max(Taps, (size / outputs) + 2);
        if (_weights.Length < most)
        {
            _weights = new float[most];
        }

        Array.Clear(_firsts);
        Array.Clear(_weights);
        for (var i = 0; i < outputs; i++)
        {
            _firsts[i] = axis.FirstOf(i) - axis.Lowest;
            var weights = axis.WeightsOf(i);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                _weights[(tap * _padded) + i] = weights[tap];
            }
        }
    }

    /// <summary>Makes the outputs.</summary>
    /// <param name="line">From the axis' lowest sample in use on, and <see cref="Taps"/> more that may be anything finite.</param>
    /// <param name="target">As many as the outputs.</param>
    public void Apply(ReadOnlySpan<float> line, Span<float> target)
    {
        ref var samples = ref MemoryMarshal.GetReference(line);
        ref var firsts = ref MemoryMarshal.GetArrayDataReference(_firsts);
        for (var x = 0; x < target.Length; x += 4)
        {
            ref var first0 = ref Unsafe.Add(ref samples, Unsafe.Add(ref firsts, x));
            ref var first1 = ref Unsafe.Add(ref samples, Unsafe.Add(ref firsts, x + 1));
            ref var first2 = ref Unsafe.Add(ref samples, Unsafe.Add(ref firsts, x + 2));
            ref var first3 = ref Unsafe.Add(ref samples, Unsafe.Add(ref firsts, x + 3));
            ref var weights = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), x);
            var sum = Vector128<float>.Zero;
            for (var tap = 0; tap < Taps; tap++)
            {
                var four = Vector128.Create(
                    Unsafe.Add(ref first0, tap), Unsafe.Add(ref first1, tap), Unsafe.Add(ref first2, tap), Unsafe.Add(ref first3, tap));
                sum = Vector128.MultiplyAddEstimate(four, Vector128.LoadUnsafe(ref weights, (nuint)(tap * _padded)), sum);
            }

            if (x <= target.Length - 4)
            {
                sum.CopyTo(target[x..]);
                continue;
            }

            for (var i = x; i < target.Length; i++)
            {
                target[i] = sum[i - x];
            }
        }
    }
}
