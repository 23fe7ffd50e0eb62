using DoorFace.Core.Biometrics;
using DoorFace.Core.Tests.Access;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Biometrics;

public class FaceTrackTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);
    private static readonly FaceBox Here = new(100, 100, 100, 120);

    private readonly FaceTrack _track = new(3, AccessScene.Dimension);

    [Fact]
    public void A_face_that_moves_a_little_stays_one_track()
    {
        Assert.False(_track.Follow(Here, At(0), Gap));
        Add(0, At(0), 1);
        Assert.True(_track.Follow(Here with { Left = 120 }, At(0.2), Gap));
        Assert.Equal(1, _track.Count);
    }

    [Fact]
    public void A_face_elsewhere_is_another_person_and_starts_a_new_track()
    {
        _track.Follow(Here, At(0), Gap);
        Add(0, At(0), 1);

        Assert.False(_track.Follow(Here with { Left = 250 }, At(0.1), Gap));
        Assert.Equal(0, _track.Count);
    }

    [Fact]
    public void A_face_that_comes_back_after_a_gap_starts_a_new_track()
    {
        _track.Follow(Here, At(0), Gap);
        Add(0, At(0), 1);

        Assert.False(_track.Follow(Here, At(0.6), Gap));
        Assert.Equal(0, _track.Count);
    }

    [Fact]
    public void A_face_that_is_missed_for_a_moment_is_kept_and_after_the_gap_forgotten()
    {
        _track.Follow(Here, At(0), Gap);
        Add(0, At(0), 1);
        _track.Lose(At(0.4), Gap);
        Assert.Equal(1, _track.Count);
        _track.Lose(At(0.6), Gap);
        Assert.Equal(0, _track.Count);
        Assert.Throws<InvalidOperationException>(() => { _track.Fuse(_track.BestViews(1, At(0))); });
    }

    [Fact]
    public void The_probe_is_the_quality_weighted_mean_of_the_best_views_at_unit_length()
    {
        Add(0, At(0), frontality: 0.2f);
        Add(1, At(1), frontality: 0.8f);
        Add(2, At(2), frontality: 0.4f);

        var probe = _track.Fuse(_track.BestViews(2, At(0)));

        // Axes 1 and 2 weighted 2 to 1; axis 0, the worst view, is left out.
        Assert.Equal(0, probe[0]);
        Assert.Equal(2 / MathF.Sqrt(5), probe[1], 5);
        Assert.Equal(1 / MathF.Sqrt(5), probe[2], 5);
    }

    [Fact]
    public void The_oldest_view_makes_room_for_the_newest()
    {
        for (var i = 0; i < 4; i++)
        {
            Add(i, At(i), 1);
        }

        Assert.Equal(3, _track.Count);
        Assert.Equal(0, _track.Fuse(_track.BestViews(5, At(0)))[0]);
    }

    [Fact]
    public void Views_before_the_window_are_not_fused()
    {
        Add(0, At(0), 1);
        Add(1, At(5), 1);

        Assert.Equal(1, _track.Fuse(_track.BestViews(5, At(1)))[1], 5);
        Assert.Equal(1, _track.BestViews(5, At(1)).Length);
    }

    [Fact]
    public void A_covered_view_takes_those_before_it_away_and_counts_until_one_is_added()
    {
        _track.Follow(Here, At(0), Gap);
        Add(0, At(0), 1);
        Add(1, At(0.1), 1);

        _track.Cover();
        _track.Cover();

        Assert.Equal((0, 2), (_track.Count, _track.CoveredViews));
        Assert.True(_track.Follow(Here, At(0.2), Gap));
        Add(2, At(0.2), 1);
        Assert.Equal((1, 0), (_track.Count, _track.CoveredViews));
        Assert.Equal(1, _track.Fuse(_track.BestViews(3, At(0)))[2], 5);
    }

    [Fact]
    public void A_probe_of_another_dimension_is_refused() =>
        Assert.Throws<ArgumentException>(() => _track.Add(default, new float[3], null, At(0)));

    private void Add(int axis, MonotonicInstant at, float frontality) =>
        _track.Add(new FaceObservation(Here with { Width = 200 }, 1, frontality, 1, 1, 0, 0), AccessScene.Axis(axis, 1), null, at);

    private static MonotonicInstant At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
