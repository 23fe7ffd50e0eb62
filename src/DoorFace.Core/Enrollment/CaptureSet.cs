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

    /// <summary>A full one, of features that are known already: at least one, all of one dimension.</summary>
    public static CaptureSet Of(IReadOnlyList<Embedding> captures)
    {
        ArgumentNullException.ThrowIfNull(captures);
        var set = new CaptureSet(captures.Count, captures[0].Dimension);
        foreach (var capture in captures)
        {
            set.Add(capture.Values);
        }

        return set;
    }

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

    /// <summary>Places of captures that do not agree by a score with the others: somebody else, or a bad view. With several of both, it is all of them.</summary>
    public ImmutableArray<int> Outliers(ComparisonScore least) =>
        // Written so that a score that is not a number is an outlier.
        Count < 2 ? [] : [.. Enumerable.Range(0, Count).Where(place => !(Agreement(place).Value >= least.Value))];

    /// <summary>
    /// The score that one capture reaches with three quarters of the others, so that one bad view among them spoils nobody's, or with half of them while
    /// they are too few for quarters. Each pair is compared for itself: in the mean of the others, some of one person would stand up for another of the
    /// same, though most are of somebody else. What that is worth is measured in models/quality.md.
    /// </summary>
    /// <param name="place">0 to <see cref="Count"/> − 1, of at least two.</param>
    public ComparisonScore Agreement(int place)
    {
        Span<float> scores = new float[Count - 1];
        for (var (other, i) = (0, 0); other < Count; other++)
        {
            if (other != place)
            {
                scores[i++] = TensorPrimitives.Dot<float>(Row(place), Row(other));
            }
        }

        // What is not a number comes first and is reached by nobody.
        scores.Sort();
        var reached = Math.Max((scores.Length + 1) / 2, scores.Length * 3 / 4);
        return new ComparisonScore(scores[^reached]);
    }

    /// <summary>The highest score of one capture with one before it.</summary>
    /// <param name="place">1 to <see cref="Count"/> − 1.</param>
    public float Likeness(int place)
    {
        var highest = float.NegativeInfinity;
        for (var other = 0; other < place; other++)
        {
            highest = Math.Max(highest, TensorPrimitives.Dot<float>(Row(place), Row(other)));
        }

        return highest;
    }

    /// <summary>The mean of all, of unit length; valid until the next call of a method.</summary>
    /// <returns>False when there is none, or they cancel out: they are of no face.</returns>
    public bool TryFuse(out ReadOnlySpan<float> fused)
    {
        _fused.AsSpan().Clear();
        for (var i = 0; i < Count; i++)
        {
            TensorPrimitives.Add(_fused, Row(i), _fused);
        }

        fused = _fused;
        return Embedding.TryNormalize(_fused);
    }

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

    private Span<float> Row(int index) => _features.AsSpan(index * dimension, dimension);
}
