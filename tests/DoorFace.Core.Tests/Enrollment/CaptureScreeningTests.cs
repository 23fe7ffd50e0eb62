using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

public class CaptureScreeningTests
{
    private const float Liveness = 0.5f;

    private static readonly float[] NoFigures = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
    private static readonly EnrollmentRules Rules = new();
    private static readonly FaceObservation Face = Captures.GoodFace;
    private static readonly CaptureQuality Quality = Captures.GoodQuality;

    public static TheoryData<CaptureRefusal, CaptureQuality> Unfit { get; } = new()
    {
        { CaptureRefusal.CutOff, Quality with { Visible = BitBelow(Rules.MinimumVisible) } },
        { CaptureRefusal.TooDark, Quality with { Brightness = BitBelow(Rules.MinimumBrightness) } },
        { CaptureRefusal.TooBright, Quality with { Brightness = MathF.BitIncrement(Rules.MaximumBrightness) } },
        { CaptureRefusal.TooBright, Quality with { Overexposed = MathF.BitIncrement(Rules.MaximumOverexposed) } },
        { CaptureRefusal.LowContrast, Quality with { Contrast = BitBelow(Rules.MinimumContrast) } },
        { CaptureRefusal.Blurred, Quality with { Sharpness = BitBelow(Rules.MinimumSharpness) } },
        { CaptureRefusal.EyesHidden, Quality with { EyeOpenness = BitBelow(Rules.MinimumEyeOpenness) } },
        { CaptureRefusal.EyesHidden, Quality with { EyeContrast = BitBelow(Rules.MinimumEyeContrast) } },
        { CaptureRefusal.CutOff, Quality with { Visible = float.NaN } },
        { CaptureRefusal.TooDark, Quality with { Brightness = float.NaN } },
        { CaptureRefusal.TooBright, Quality with { Overexposed = float.NaN } },
        { CaptureRefusal.LowContrast, Quality with { Contrast = float.NaN } },
        { CaptureRefusal.Blurred, Quality with { Sharpness = float.NaN } },
        { CaptureRefusal.EyesHidden, Quality with { EyeOpenness = float.NaN } },
        { CaptureRefusal.EyesHidden, Quality with { EyeContrast = float.NaN } },
        { CaptureRefusal.CutOff, CaptureQuality.None },
    };

    [Fact]
    public void A_good_capture_is_taken_at_the_door_and_from_a_file()
    {
        Assert.Null(Rules.Screen(1, Face, Quality));
        Assert.Null(Rules.ScreenAtDoor(1, Face, Quality, Liveness));
    }

    [Fact]
    public void A_capture_at_every_limit_is_taken() => Assert.Null(Rules.Screen(
        1,
        Face with { Box = new FaceBox(0, 0, Rules.MinimumFaceWidth, 100), Frontality = Rules.MinimumFrontality, Uprightness = Rules.MinimumUprightness, Covering = Rules.MaximumCovering },
        new CaptureQuality(
            Quality.Pose,
            Rules.MinimumVisible,
            Rules.MinimumBrightness,
            Rules.MaximumOverexposed,
            Rules.MinimumContrast,
            Rules.MinimumSharpness,
            Rules.MinimumEyeOpenness,
            Rules.MinimumEyeContrast)));

    [Theory]
    [MemberData(nameof(Unfit))]
    public void A_figure_beyond_its_limit_or_not_a_number_is_refused(CaptureRefusal reason, CaptureQuality quality)
    {
        Assert.Equal(reason, Rules.Screen(1, Face, quality)?.Reason);
        Assert.Equal(reason, Rules.ScreenAtDoor(1, Face, quality, Liveness)?.Reason);
    }

    [Fact]
    public void A_face_whose_mouth_and_nose_are_covered_is_refused()
    {
        var covering = MathF.BitIncrement(Rules.MaximumCovering);
        Assert.Equal(new CaptureFault(CaptureRefusal.FaceCovered, covering, Rules.MaximumCovering), Rules.Screen(1, Face with { Covering = covering }, Quality));
        Assert.Equal(CaptureRefusal.FaceCovered, Rules.ScreenAtDoor(1, Face with { Covering = float.NaN }, Quality, Liveness)?.Reason);
    }

    [Fact]
    public void No_face_and_several_are_refused_whatever_the_rest_says()
    {
        Assert.Equal(new CaptureFault(CaptureRefusal.NoFace, 0, 1), Rules.Screen(0, Face, Quality));
        Assert.Equal(new CaptureFault(CaptureRefusal.SeveralFaces, 3, 1), Rules.Screen(3, Face, Quality));
        Assert.Equal(CaptureRefusal.NoFace, Rules.Screen(-1, Face, Quality)?.Reason);
    }

    [Fact]
    public void A_refusal_tells_what_was_found_and_asked_for() => Assert.Equal(
        new CaptureFault(CaptureRefusal.TooDark, 12, Rules.MinimumBrightness), Rules.Screen(1, Face, Quality with { Brightness = 12 }));

    [Theory]
    [InlineData(0f)]
    [InlineData(0.4999f)]
    [InlineData(float.NaN)]
    public void What_does_not_look_live_is_refused_at_the_door_only(float liveness)
    {
        var photograph = Face with { LivenessScore = liveness };

        Assert.Equal(CaptureRefusal.NotLive, Rules.ScreenAtDoor(1, photograph, Quality, Liveness)?.Reason);
        Assert.Null(Rules.Screen(1, photograph, Quality));
    }

    [Theory]
    [InlineData(0.49f)]
    [InlineData(0)]
    [InlineData(float.NaN)]
    public void A_face_that_is_turned_in_the_picture_is_refused_at_the_door_and_from_a_file(float uprightness)
    {
        var turned = Face with { Uprightness = uprightness };

        Assert.Equal(CaptureRefusal.NotUpright, Rules.Screen(1, turned, Quality)?.Reason);
        Assert.Equal(CaptureRefusal.NotUpright, Rules.ScreenAtDoor(1, turned, Quality, Liveness)?.Reason);
    }

    [Fact]
    public void Whatever_is_taken_keeps_to_every_limit() =>
        Gen.Select(Figures, Figures, Figures, Figures).Sample((a, b, c, d) =>
        {
            var face = new FaceObservation(new FaceBox(0, 0, 100 * a, 100), 0.9f, b, 0.9f, c, 0, d);
            var quality = new CaptureQuality(new HeadPose(a, b), c, 128 * d, a / 8, 40 * b, c, d, a);

            var taken = Rules.Screen(1, face, quality) is null;

            Assert.Equal(
                face.Box.Width >= Rules.MinimumFaceWidth && face.Frontality >= Rules.MinimumFrontality && face.Uprightness >= Rules.MinimumUprightness && face.Covering <= Rules.MaximumCovering
                && quality.Visible >= Rules.MinimumVisible && quality.Brightness >= Rules.MinimumBrightness && quality.Brightness <= Rules.MaximumBrightness
                && quality.Overexposed <= Rules.MaximumOverexposed && quality.Contrast >= Rules.MinimumContrast && quality.Sharpness >= Rules.MinimumSharpness
                && quality.EyeOpenness >= Rules.MinimumEyeOpenness && quality.EyeContrast >= Rules.MinimumEyeContrast,
                taken);
        });

    [Fact]
    public void A_pose_must_differ_from_every_one_before_it()
    {
        var least = Rules.MinimumPoseDistance;
        HeadPose[] captured = [new(0, 0), new(0.3f, 0)];

        Assert.Null(Rules.ScreenPose(new HeadPose(0, 0), []));
        Assert.Null(Rules.ScreenPose(new HeadPose(0, 1.01f * least), captured));
        var fault = Rules.ScreenPose(new HeadPose(0.3f, 0.5f * least), captured);
        Assert.Equal(CaptureRefusal.PoseTooAlike, fault?.Reason);
        Assert.Equal(0.5f * least, fault!.Value.Found, 1e-6f);
        Assert.Equal(CaptureRefusal.PoseTooAlike, Rules.ScreenPose(new HeadPose(float.NaN, 0), captured)?.Reason);
    }

    [Fact]
    public void Poses_are_apart_as_points_are()
    {
        Assert.Equal(0.5f, new HeadPose(0.1f, 0.1f).DistanceTo(new HeadPose(0.4f, -0.3f)), 1e-6f);
        Assert.Equal(0, new HeadPose(0.1f, 0.1f).DistanceTo(new HeadPose(0.1f, 0.1f)));
    }

    [Fact]
    public void A_score_says_whether_somebody_is_the_resident_or_too_much_like_them()
    {
        var threshold = new ComparisonScore(0.46f);
        var limit = threshold.Value - Rules.SimilarityMargin;

        Assert.Equal(Resemblance.Distinct, Rules.Compare(new ComparisonScore(BitBelow(limit)), threshold));
        Assert.Equal(Resemblance.TooSimilar, Rules.Compare(new ComparisonScore(limit), threshold));
        Assert.Equal(Resemblance.TooSimilar, Rules.Compare(new ComparisonScore(BitBelow(Rules.SameResidentScore)), threshold));
        Assert.Equal(Resemblance.SameResident, Rules.Compare(new ComparisonScore(Rules.SameResidentScore), threshold));
        Assert.Equal(Resemblance.TooSimilar, Rules.Compare(new ComparisonScore(float.NaN), threshold));
    }

    // Around the limits in units of a good figure, and what is no number.
    private static Gen<float> Figures => Gen.Frequency((9, Gen.Float[0, 2]), (1, Gen.Int[0, 2].Select(i => NoFigures[i])));

    private static float BitBelow(float value) => MathF.BitDecrement(value);
}
