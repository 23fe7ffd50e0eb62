using System.Numerics.Tensors;
using DoorFace.Core.Liveness;
using DoorFace.Core.Time;

namespace DoorFace.Core.Biometrics;

/// <summary>
/// The views of one face over the last frames: a fixed ring in memory that never moves, zeroed when the face is gone.
/// A person is followed from frame to frame by overlap. That alone cannot tell a swap, so only views that each look like the same subject are
/// fused for a grant; see <see cref="BestViewsOf"/>.
/// </summary>
public sealed class FaceTrack
{
    /// <summary>Least overlap of a face with itself in the next frame; a person walking up at 5 frames/s stays above 0.5.</summary>
    private const float SameFaceOverlap = 0.3f;

    private readonly float[] _features;
    private readonly float[] _probe;
    private readonly View[] _views;
    private readonly int[] _selected;
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
        _selected = new int[capacity];
        // Pinned: the collector must not leave copies of somebody's features behind.
        _features = GC.AllocateArray<float>(capacity * dimension, pinned: true);
        _probe = GC.AllocateArray<float>(dimension, pinned: true);
    }

    public int Dimension { get; }

    /// <summary>Views held, 0 to the capacity.</summary>
    public int Count { get; private set; }

    /// <summary>Covered views since the last that was added.</summary>
    public int CoveredViews { get; private set; }

    /// <summary>When the newest view was added; meaningless without views.</summary>
    public MonotonicInstant LastViewAt { get; private set; }

    /// <summary>Since when every view of the face was turned in the picture; null while the last was upright, or there was none.</summary>
    public MonotonicInstant? TurnedSince { get; private set; }

    /// <summary>Notes whether the view of the face being followed is turned.</summary>
    public void NoteTurned(bool turned, MonotonicInstant now) => TurnedSince = turned ? TurnedSince ?? now : null;

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
        _views[_next] = new View(observation, candidate, now);
        _next = (_next + 1) % _views.Length;
        Count = Math.Min(Count + 1, _views.Length);
        LastViewAt = now;
        CoveredViews = 0;
    }

    /// <summary>
    /// Notes that mouth and nose are covered: the views so far are forgotten, and the face is followed on. Only views in a row count then, so that of many
    /// views of a cover a few that are not seen to be covered open nothing.
    /// </summary>
    public void Cover()
    {
        ClearViews();
        CoveredViews++;
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
        ClearViews();
        (CoveredViews, TurnedSince, _following, _lastBox) = (0, null, false, default);
    }

    /// <summary>The best views since an instant, by quality; valid until the next selection.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="since">Older views do not count.</param>
    public ReadOnlySpan<int> BestViews(int most, MonotonicInstant since) => Select(most, since, null, default);

    /// <summary>The best views since an instant that each look like one subject by themselves; valid until the next selection.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="floor">The score that each view must reach alone.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="since">Older views do not count.</param>
    public ReadOnlySpan<int> BestViewsOf(SubjectId subject, ComparisonScore floor, int most, MonotonicInstant since) =>
        Select(most, since, subject, floor);

    /// <summary>Passive liveness over selected views.</summary>
    public LivenessEvidence LivenessOf(ReadOnlySpan<int> views)
    {
        var sum = 0f;
        foreach (var view in views)
        {
            sum += _views[view].Observation.LivenessScore;
        }

        return new LivenessEvidence(views.Length, views.IsEmpty ? 0 : sum / views.Length);
    }

    /// <summary>
    /// The fused probe: the mean of selected views, weighted by their quality, brought to unit length. The span is valid until the track changes.
    /// </summary>
    /// <exception cref="InvalidOperationException">No view is selected.</exception>
    public ReadOnlySpan<float> Fuse(ReadOnlySpan<int> views)
    {
        if (views.IsEmpty)
        {
            throw new InvalidOperationException("There is no view to make a probe of.");
        }

        _probe.AsSpan().Clear();
        foreach (var view in views)
        {
            // A view of no quality still says who it is when there is nothing better.
            TensorPrimitives.MultiplyAdd(Features(view), MathF.Max(_views[view].Observation.Quality, 1e-3f), _probe, _probe);
        }

        Embedding.Normalize(_probe);
        return _probe;
    }

    /// <summary>Whether the newest view reaches a score with at least half of those before it; true while there are none.</summary>
    public bool NewestAgrees(ComparisonScore least)
    {
        var newest = (_next + _views.Length - 1) % _views.Length;
        var agreeing = 0;
        for (var i = 0; i < Count; i++)
        {
            agreeing += i != newest && TensorPrimitives.Dot<float>(Features(i), Features(newest)) >= least.Value ? 1 : 0;
        }

        return agreeing * 2 >= Count - 1;
    }

    private void ClearViews()
    {
        Array.Clear(_features);
        Array.Clear(_probe);
        Array.Clear(_views);
        (_next, Count) = (0, 0);
    }

    private Span<int> Select(int most, MonotonicInstant since, SubjectId? subject, ComparisonScore floor)
    {
        var selected = 0;
        for (var i = 0; i < Count; i++)
        {
            var view = _views[i];
            if (view.At >= since && (subject is null || (view.Candidate?.Subject == subject && view.Candidate?.Score >= floor)))
            {
                _selected[selected++] = i;
            }
        }

        // Insertion sort: a handful of views, best first, the earlier of two equal ones before.
        for (var i = 1; i < selected; i++)
        {
            for (var j = i; j > 0 && QualityOf(j) > QualityOf(j - 1); j--)
            {
                (_selected[j], _selected[j - 1]) = (_selected[j - 1], _selected[j]);
            }
        }

        return _selected.AsSpan(0, Math.Min(selected, most));
    }

    private float QualityOf(int selected) => _views[_selected[selected]].Observation.Quality;

    private Span<float> Features(int view) => _features.AsSpan(view * Dimension, Dimension);

    private readonly record struct View(FaceObservation Observation, Candidate? Candidate, MonotonicInstant At);
}
