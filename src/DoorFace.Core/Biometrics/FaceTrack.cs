using System.Numerics.Tensors;
using DoorFace.Core.Liveness;
using DoorFace.Core.Time;

namespace DoorFace.Core.Biometrics;

/// <summary>
/// The views of one face over the last frames: a fixed ring in memory that never moves, zeroed when the face is gone.
/// The same person is followed from frame to frame by overlap, so that two people are never fused into one probe.
/// </summary>
public sealed class FaceTrack
{
    /// <summary>Least overlap of a face with itself in the next frame; a person walking up at 5 frames/s stays above 0.5.</summary>
    private const float SameFaceOverlap = 0.3f;

    private readonly float[] _features;
    private readonly float[] _probe;
    private readonly View[] _views;
    private int _next;
    private FaceBox _lastBox;
    private MonotonicInstant _lastSeen;
    private bool _following;

    /// <param name="capacity">Views kept, at least 1; the oldest makes room for the newest.</param>
    /// <param name="dimension">Features of one embedding, at least 1.</param>
    public FaceTrack(int capacity, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Dimension = dimension;
        _views = new View[capacity];
        // Pinned: the collector must not leave copies of somebody's features behind.
        _features = GC.AllocateArray<float>(capacity * dimension, pinned: true);
        _probe = GC.AllocateArray<float>(dimension, pinned: true);
    }

    public int Dimension { get; }

    /// <summary>Views held, 0 to the capacity.</summary>
    public int Count { get; private set; }

    /// <summary>When the newest view was added; meaningless without views.</summary>
    public MonotonicInstant LastViewAt { get; private set; }

    /// <summary>Notes where the face is now. A face that does not overlap the last one, or comes after a gap, starts a new track.</summary>
    /// <returns>True when the track went on, false when it began anew.</returns>
    public bool Follow(FaceBox box, MonotonicInstant now, TimeSpan longestGap)
    {
        var same = _following && now - _lastSeen <= longestGap && box.IntersectionOverUnion(_lastBox) >= SameFaceOverlap;
        if (!same)
        {
            Clear();
        }

        (_lastBox, _lastSeen, _following) = (box, now, true);
        return same;
    }

    /// <summary>Adds a view of the face being followed.</summary>
    /// <param name="observation">What was seen.</param>
    /// <param name="embedding">Its features: a unit vector of <see cref="Dimension"/>.</param>
    /// <param name="candidate">Whom this view alone is most like.</param>
    /// <param name="now">When the frame was taken.</param>
    public void Add(in FaceObservation observation, ReadOnlySpan<float> embedding, Candidate? candidate, MonotonicInstant now)
    {
        if (embedding.Length != Dimension)
        {
            throw new ArgumentException($"The embedding has {embedding.Length} features, the track {Dimension}.", nameof(embedding));
        }

        embedding.CopyTo(Features(_next));
        _views[_next] = new View(observation, candidate?.Subject, now);
        _next = (_next + 1) % _views.Length;
        Count = Math.Min(Count + 1, _views.Length);
        LastViewAt = now;
    }

    /// <summary>Notes that the face is not to be seen; after a gap it is forgotten.</summary>
    public void Lose(MonotonicInstant now, TimeSpan longestGap)
    {
        if (_following && now - _lastSeen > longestGap)
        {
            Clear();
        }
    }

    /// <summary>Forgets the face; every feature is zeroed.</summary>
    public void Clear()
    {
        Array.Clear(_features);
        Array.Clear(_probe);
        Array.Clear(_views);
        (_next, Count, _following, _lastBox) = (0, 0, false, default);
    }

    /// <summary>Views taken at or after an instant.</summary>
    public int CountSince(MonotonicInstant since) => LivenessSince(since).Views;

    /// <summary>Views since an instant whose own candidate is this subject.</summary>
    public int CountAgreeing(SubjectId subject, MonotonicInstant since)
    {
        var count = 0;
        for (var i = 0; i < Count; i++)
        {
            count += _views[i].At >= since && _views[i].Candidate == subject ? 1 : 0;
        }

        return count;
    }

    /// <summary>Passive liveness over the views since an instant.</summary>
    public LivenessEvidence LivenessSince(MonotonicInstant since)
    {
        var (count, sum) = (0, 0f);
        for (var i = 0; i < Count; i++)
        {
            if (_views[i].At >= since)
            {
                count++;
                sum += _views[i].Observation.LivenessScore;
            }
        }

        return new LivenessEvidence(count, count == 0 ? 0 : sum / count);
    }

    /// <summary>
    /// The fused probe: the mean of the best views since an instant, weighted by their quality, brought to unit length.
    /// The span is valid until the track changes.
    /// </summary>
    /// <param name="views">How many of the best views, at least 1; all of them if there are fewer.</param>
    /// <param name="since">Older views do not count.</param>
    /// <exception cref="InvalidOperationException">No view since then.</exception>
    public ReadOnlySpan<float> FuseProbe(int views, MonotonicInstant since)
    {
        _probe.AsSpan().Clear();
        Span<bool> used = stackalloc bool[_views.Length];
        var fused = 0;
        while (fused < views && BestUnused(used, since) is { } best)
        {
            used[best] = true;
            fused++;
            // A view of no quality still says who it is when there is nothing better.
            TensorPrimitives.MultiplyAdd(Features(best), MathF.Max(_views[best].Observation.Quality, 1e-3f), _probe, _probe);
        }

        if (fused == 0)
        {
            throw new InvalidOperationException("The track has no view to make a probe of.");
        }

        Embedding.Normalize(_probe);
        return _probe;
    }

    private int? BestUnused(ReadOnlySpan<bool> used, MonotonicInstant since)
    {
        int? best = null;
        for (var i = 0; i < Count; i++)
        {
            if (!used[i] && _views[i].At >= since
                && (best is null || _views[i].Observation.Quality > _views[best.Value].Observation.Quality))
            {
                best = i;
            }
        }

        return best;
    }

    private Span<float> Features(int view) => _features.AsSpan(view * Dimension, Dimension);

    private readonly record struct View(FaceObservation Observation, SubjectId? Candidate, MonotonicInstant At);
}
