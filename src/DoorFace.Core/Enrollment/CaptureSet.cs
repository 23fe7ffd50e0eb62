using System.Collections.Immutable;
using System.Numerics.Tensors;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>The features captured so far, in memory that never moves; zeroed as soon as they are stored, dropped or not wanted any more.</summary>
/// <param name="capacity">Captures that fit, at least 1.</param>
/// <param name="dimension">Features of one, at least 1.</param>
public sealed class CaptureSet(int capacity, int dimension)
{
    private readonly float[] _features = GC.AllocateArray<float>(capacity * dimension, pinned: true);
    private readonly float[] _fused = GC.AllocateArray<float>(dimension, pinned: true);

    public int Count { get; private set; }

    /// <summary>Adds one.</summary>
    /// <exception cref="InvalidOperationException">It is full.</exception>
    public void Add(ReadOnlySpan<float> features)
    {
        if (Count == capacity)
        {
            throw new InvalidOperationException($"There is room for {capacity} captures.");
        }

        features.CopyTo(Row(Count));
        Count++;
    }

    /// <summary>The features of one.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<float> this[int index] => Row(index);

    /// <summary>Places of captures that are less like the others together than a score: somebody else, or a bad view.</summary>
    public ImmutableArray<int> Outliers(ComparisonScore least)
    {
        var outliers = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < Count && Count > 1; i++)
        {
            // Written so that a score that is not a number is an outlier.
            if (!(TensorPrimitives.Dot<float>(Row(i), FuseWithout(i)) >= least.Value))
            {
                outliers.Add(i);
            }
        }

        _fused.AsSpan().Clear();
        return outliers.DrainToImmutable();
    }

    /// <summary>The mean of all, of unit length; valid until the next call of a method.</summary>
    /// <exception cref="ArgumentException">There is none, or they cancel out.</exception>
    public ReadOnlySpan<float> Fuse() => FuseWithout(-1);

    /// <summary>Zeroes some, by their places in rising order; the others close up.</summary>
    public void Drop(ImmutableArray<int> places)
    {
        foreach (var place in places.Reverse())
        {
            _features.AsSpan((place + 1) * dimension, (Count - place - 1) * dimension).CopyTo(_features.AsSpan(place * dimension));
            Count--;
            Row(Count).Clear();
        }
    }

    /// <summary>Zeroes everything.</summary>
    public void Clear()
    {
        Array.Clear(_features);
        Array.Clear(_fused);
        Count = 0;
    }

    private Span<float> FuseWithout(int left)
    {
        _fused.AsSpan().Clear();
        for (var i = 0; i < Count; i++)
        {
            if (i != left)
            {
                TensorPrimitives.Add(_fused, Row(i), _fused);
            }
        }

        Embedding.Normalize(_fused);
        return _fused;
    }

    private Span<float> Row(int index) => _features.AsSpan(index * dimension, dimension);
}
