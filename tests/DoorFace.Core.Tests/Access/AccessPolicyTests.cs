using CsCheck;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Access;

public class AccessPolicyTests
{
    [Fact]
    public void A_resident_seen_three_times_is_granted_with_candidate_and_threshold()
    {
        var decision = new AccessScene().SeeTimes(3, AccessScene.Axis(0, 0.8f)).Decide();

        Assert.Equal(AccessOutcome.Granted, decision.Outcome);
        Assert.Equal(AccessScene.Alice, decision.Candidate?.Subject);
        Assert.Equal(0.8f, decision.Candidate!.Value.Score.Value, 4);
        Assert.Equal(AccessScene.Point.Threshold, decision.Threshold);
    }

    [Fact]
    public void Two_views_are_not_enough_to_say_anything() =>
        Assert.Equal(AccessDecision.Undecided, new AccessScene().SeeTimes(2, AccessScene.Axis(0, 1)).Decide());

    [Fact]
    public void Views_that_are_older_than_the_window_do_not_count() =>
        Assert.Equal(AccessDecision.Undecided, new AccessScene().SeeTimes(3, AccessScene.Axis(0, 1)).Wait(1.9).Decide());

    [Fact]
    public void A_stranger_is_denied_below_the_threshold() =>
        Assert.Equal(DenialReason.BelowThreshold, new AccessScene().SeeTimes(5, AccessScene.Axis(0, 0.45f)).Decide().Reason);

    [Fact]
    public void Nobody_is_granted_while_nobody_is_enrolled()
    {
        var scene = new AccessScene { Gallery = ReferenceGallery.Create(AccessScene.Embedder, []) };

        Assert.Equal(DenialReason.NobodyEnrolled, scene.SeeTimes(3, AccessScene.Axis(0, 1)).Decide().Reason);
    }

    [Fact]
    public void A_photo_of_a_resident_is_a_presentation_attack_whatever_its_score() =>
        Assert.Equal(DenialReason.PresentationAttack, new AccessScene().SeeTimes(3, AccessScene.Axis(0, 1), liveness: 0.2f).Decide().Reason);

    [Fact]
    public void A_liveness_score_that_is_not_a_number_is_a_presentation_attack() =>
        Assert.Equal(DenialReason.PresentationAttack, new AccessScene().SeeTimes(3, AccessScene.Axis(0, 1), liveness: float.NaN).Decide().Reason);

    [Fact]
    public void Views_that_disagree_about_who_it_is_are_denied_even_when_their_mean_is_like_somebody()
    {
        // Two views of Alice and one of Bob fuse to a probe that is like Alice well above the threshold.
        var decision = new AccessScene().SeeTimes(2, AccessScene.Axis(0, 1)).See(AccessScene.Axis(1, 1)).Decide();

        Assert.True(decision.Candidate!.Value.Score > AccessScene.Point.Threshold);
        Assert.Equal(DenialReason.InconsistentCandidate, decision.Reason);
    }

    [Fact]
    public void A_live_face_cannot_vouch_for_the_photograph_of_a_resident_that_takes_its_place()
    {
        var swap = new AccessScene().SeeTimes(2, AccessScene.Axis(1, 0.1f)).SeeTimes(3, AccessScene.Axis(0, 1), liveness: 0.3f);

        Assert.Equal(DenialReason.PresentationAttack, swap.Decide().Reason);
    }

    [Fact]
    public void Live_views_of_a_stranger_do_not_count_for_the_resident_whose_photograph_came_before()
    {
        var swap = new AccessScene().SeeTimes(2, AccessScene.Axis(0, 1), liveness: 0.05f).SeeTimes(3, AccessScene.Axis(0, 0.2f));

        Assert.Equal(AccessOutcome.Denied, swap.Decide().Outcome);
    }

    [Theory]
    [InlineData(new float[] { 120 }, null)]
    [InlineData(new float[] { 79 }, DenialReason.FaceTooSmall)]
    [InlineData(new float[] { float.NaN }, DenialReason.FaceTooSmall)]
    [InlineData(new float[] { float.NaN, 50 }, DenialReason.SeveralFaces)]
    [InlineData(new float[] { 120, 40, 100 }, DenialReason.SeveralFaces)]
    [InlineData(new float[] { 100, 120 }, DenialReason.SeveralFaces)]
    [InlineData(new float[] { 131, 100 }, null)]
    [InlineData(new float[] { 70, 30 }, DenialReason.FaceTooSmall)]
    public void A_frame_is_screened_by_the_sizes_of_its_faces(float[] widths, DenialReason? expected) =>
        Assert.Equal(expected, new AccessScene().Policy.Screen(Boxes(widths)));

    [Fact]
    public void A_household_may_insist_on_one_person_alone()
    {
        var policy = new AccessPolicy(new AccessRules { SeveralFaces = SeveralFacesRule.Refuse });

        Assert.Equal(DenialReason.SeveralFaces, policy.Screen(Boxes([300, 40])));
    }

    [Theory]
    [InlineData(0.4f, null)]
    [InlineData(0.39f, DenialReason.NotFrontal)]
    [InlineData(float.NaN, DenialReason.NotFrontal)]
    public void A_view_is_screened_by_its_frontality(float frontality, DenialReason? expected) =>
        Assert.Equal(expected, new AccessScene().Policy.ScreenView(new FaceObservation(default, 0.9f, frontality, 0.9f, 1, 0, 0)));

    [Theory]
    [InlineData(0.5f, null)]
    [InlineData(0.49f, DenialReason.NotUpright)]
    [InlineData(float.NaN, DenialReason.NotUpright)]
    public void A_view_is_screened_by_whether_the_face_is_upright(float uprightness, DenialReason? expected) =>
        Assert.Equal(expected, new AccessScene().Policy.ScreenView(new FaceObservation(default, 0.9f, 0.9f, 0.9f, uprightness, 0, 0)));

    [Fact]
    public void A_face_is_refused_as_turned_only_when_it_stays_so()
    {
        var track = new FaceTrack(5, 4);
        AccessDecision Turned(double seconds, bool turned = true)
        {
            var now = new MonotonicInstant(TimeSpan.FromSeconds(seconds));
            track.Follow(new FaceBox(0, 0, 100, 100), now, TimeSpan.FromSeconds(1));
            track.NoteTurned(turned, now);
            return new AccessScene().Policy.Refuse(turned ? DenialReason.NotUpright : DenialReason.NotFrontal, track, now);
        }

        Assert.Equal(AccessDecision.Undecided, Turned(0));
        Assert.Equal(AccessDecision.Undecided, Turned(1));
        Assert.Equal(AccessDecision.Denied(DenialReason.NotUpright), Turned(1.5));
        Assert.Equal(AccessDecision.Denied(DenialReason.NotFrontal), Turned(2, turned: false));
        Assert.Equal(AccessDecision.Undecided, Turned(2.5));
        // Somebody else, or after a gap.
        Assert.Equal(AccessDecision.Undecided, Turned(5));
    }

    [Theory]
    [InlineData(0.5f, null)]
    [InlineData(0.501f, DenialReason.FaceCovered)]
    [InlineData(float.NaN, DenialReason.FaceCovered)]
    public void A_view_with_mouth_and_nose_covered_does_not_count(float covering, DenialReason? expected) =>
        Assert.Equal(expected, new AccessScene().Policy.ScreenView(new FaceObservation(default, 0.9f, 0.9f, 0.9f, 1, 0, covering)));

    [Fact]
    public void A_face_is_refused_as_covered_only_when_as_many_views_in_a_row_are_as_open_the_door()
    {
        var scene = new AccessScene();
        var said = new List<AccessDecision>();
        for (var view = 0; view < scene.Policy.Rules.ProbeViews; view++)
        {
            scene.Track.Cover();
            said.Add(scene.Policy.Refuse(DenialReason.FaceCovered, scene.Track, scene.Now));
        }

        Assert.All(said[..^1], decision => Assert.Equal(AccessDecision.Undecided, decision));
        Assert.Equal(AccessDecision.Denied(DenialReason.FaceCovered), said[^1]);
    }

    [Fact]
    public void A_view_is_wanted_only_after_the_spacing()
    {
        var scene = new AccessScene();
        Assert.True(scene.Policy.WantsView(scene.Track, scene.Now));
        scene.See(AccessScene.Axis(0, 1));
        Assert.False(scene.Policy.WantsView(scene.Track, scene.Wait(0.09).Now));
        Assert.True(scene.Policy.WantsView(scene.Track, scene.Wait(0.02).Now));
    }

    /// <summary>The rule restated from the outside, over random views: a grant needs all of it.</summary>
    [Fact]
    public void A_grant_always_rests_on_enough_live_views_that_agree_and_a_score_at_the_threshold()
    {
        var view = Gen.Select(Gen.Int[0, 1], Gen.Float[0, 1], Gen.Float[0, 1], Gen.Double[0, 1.5]);
        view.List[0, 12].Sample(views =>
        {
            var scene = new AccessScene();
            foreach (var (axis, similarity, liveness, after) in views)
            {
                scene.See(AccessScene.Axis(axis, similarity), liveness, after);
                var decision = scene.Decide();
                Assert.Equal(decision.Outcome == AccessOutcome.Denied, decision.Reason is not null);
                if (decision.Outcome != AccessOutcome.Granted)
                {
                    continue;
                }

                var since = new MonotonicInstant(scene.Now.SinceOrigin - scene.Policy.Rules.Window);
                var subject = decision.Candidate!.Value.Subject;
                var agreeing = scene.Track.BestViewsOf(subject, AccessScene.Point.ViewThreshold, 3, since);
                Assert.Equal(3, agreeing.Length);
                Assert.True(scene.Track.LivenessOf(agreeing).MeanScore >= 0.5f);
                Assert.True(decision.Candidate.Value.Score >= AccessScene.Point.Threshold);
            }
        });
    }

    private static FaceBox[] Boxes(float[] widths) => [.. widths.Select(width => new FaceBox(0, 0, width, 100))];
}
