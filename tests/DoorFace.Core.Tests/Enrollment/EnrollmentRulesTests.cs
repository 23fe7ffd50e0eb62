using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Tests.Access;

namespace DoorFace.Core.Tests.Enrollment;

public class EnrollmentRulesTests
{
    private static readonly ComparisonScore SamePerson = new(0.34f);
    private static readonly EnrollmentRules Rules = new();

    [Fact]
    public void Pictures_of_one_person_are_all_accepted() =>
        Assert.Empty(Rules.Check([Good("a", 0, 2), Good("b", 0, 3), Good("c", 0, 4)], SamePerson));

    [Fact]
    public void The_same_picture_counts_once_and_its_copies_are_named()
    {
        var refused = Rules.Check([Good("a", 0, 2), Good("copy", 0, 2), Good("b", 0, 3), Good("smaller copy", 0, 3, 0.1f)], SamePerson);

        Assert.Equal(["copy", "smaller copy"], refused.Select(r => r.Capture.Name));
        Assert.All(refused, r => Assert.Equal((CaptureRefusal.SamePicture, EnrollmentRules.SamePictureScore), (r.Fault.Reason, r.Fault.Limit)));
    }

    [Fact]
    public void A_frame_that_is_given_twice_is_no_second_view_whatever_distance_is_asked_for()
    {
        var pose = new HeadPose(0.1f, 0.2f);

        Assert.Equal(CaptureRefusal.PoseTooAlike, (Rules with { MinimumPoseDistance = 0 }).ScreenPose(pose, [pose])?.Reason);
    }

    [Fact]
    public void One_picture_alone_is_enough() => Assert.Empty(Rules.Check([Good("a", 0)], SamePerson));

    [Fact]
    public void The_odd_one_out_is_named_wherever_it_stands()
    {
        var refused = Rules.Check([Good("stranger", 1), Good("a", 0, 2), Good("b", 0, 3)], SamePerson);

        Assert.Equal(["stranger"], refused.Select(r => r.Capture.Name));
        Assert.Equal(CaptureRefusal.AnotherPerson, refused[0].Fault.Reason);
        Assert.Equal(SamePerson.Value, refused[0].Fault.Limit);
    }

    [Fact]
    public void Of_two_different_people_neither_is_believed() =>
        Assert.Equal(2, Rules.Check([Good("a", 0), Good("b", 1)], SamePerson).Count);

    [Fact]
    public void Each_unfit_picture_is_refused_with_its_own_reason()
    {
        var good = Good("good", 0);
        Capture[] captures =
        [
            good with { Name = "none", FaceCount = 0, Template = null },
            good with { Name = "two", FaceCount = 2 },
            good with { Name = "far", Observation = good.Observation with { Box = new FaceBox(0, 0, 79, 100) } },
            good with { Name = "turned", Observation = good.Observation with { Frontality = 0.1f } },
            good,
        ];

        var refused = Rules.Check(captures, SamePerson);

        Assert.Equal(
            [("none", CaptureRefusal.NoFace), ("two", CaptureRefusal.SeveralFaces), ("far", CaptureRefusal.FaceTooSmall), ("turned", CaptureRefusal.NotFrontal)],
            refused.Select(r => (r.Capture.Name, r.Fault.Reason)));
    }

    private static Capture Good(string name, int axis) => new(name, 1, Captures.GoodFace, Captures.GoodQuality, Embedding.FromVector(AccessScene.Axis(axis, 0.9f)));

    /// <summary>A picture that scores 0.64 with others of the same person, unless it is a copy of one, which differs a little.</summary>
    private static Capture Good(string name, int person, int picture, float difference = 0)
    {
        var features = new float[AccessScene.Dimension];
        (features[person], features[picture], features[AccessScene.Dimension - 1]) = (0.8f, 0.6f, difference);
        return Good(name, person) with { Template = Embedding.FromVector(features) };
    }
}
