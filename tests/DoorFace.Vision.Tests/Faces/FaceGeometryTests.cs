using System.Numerics;
using CsCheck;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Imaging;

namespace DoorFace.Vision.Tests.Faces;

public sealed class FaceGeometryTests
{
    [Fact]
    public void Five_points_are_eye_centres_nose_tip_and_mouth_corners()
    {
        var five = new Vector2[5];
        FaceGeometry.FivePoints(Face(noseOffset: 0), five);
        Assert.Equal([new(40, 50), new(80, 50), new(60, 70), new(45, 90), new(75, 90)], five);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 0.5)]
    [InlineData(-10, 0.5)]
    [InlineData(20, 0)]
    [InlineData(35, 0)]
    public void Frontality_falls_with_the_noses_offset_between_the_eyes(float noseOffset, float expected) =>
        Assert.Equal(expected, FaceGeometry.Frontality(Face(noseOffset)), 1e-5f);

    [Fact]
    public void Pose_and_eyes_do_not_depend_on_roll_size_or_place() =>
        Gen.Select(Gen.Float[-40, 40], Gen.Float[0.3f, 5], Gen.Float[-3, 3], Gen.Float[-500, 500]).Sample((noseOffset, scale, roll, move) =>
        {
            var face = Face(noseOffset);
            var moved = Moved(face, new SimilarityTransform(scale * MathF.Cos(roll), scale * MathF.Sin(roll), move, -move));

            Assert.Equal(0, FaceGeometry.Pose(face).DistanceTo(FaceGeometry.Pose(moved)), 1e-3f);
            Assert.Equal(FaceGeometry.EyeOpenness(face), FaceGeometry.EyeOpenness(moved), 1e-3f);
        });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(30, 1)]
    [InlineData(-30, 1)]
    [InlineData(35, 0.75f)]
    [InlineData(-40, 0.5f)]
    [InlineData(50, 0)]
    [InlineData(-90, 0)]
    [InlineData(179, 0)]
    public void A_face_is_no_more_frontal_and_upright_than_its_eyes_are_level(float roll, float level)
    {
        var face = Moved(Face(noseOffset: 0), SimilarityTransform.About(new(60, 70), new(300, 200), 2, roll));

        Assert.Equal(roll, FaceGeometry.Roll(face), 1e-3f);
        Assert.Equal(level, FaceGeometry.Frontality(face), 1e-4f);
        Assert.Equal(level, FaceGeometry.Uprightness(face, drift: 0), 1e-4f);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.05f, 0.75f)]
    [InlineData(0.1f, 0.5f)]
    [InlineData(0.2f, 0)]
    [InlineData(3, 0)]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    public void A_face_is_less_upright_the_further_its_points_drift(float drift, float expected) =>
        Assert.Equal(expected, FaceGeometry.Uprightness(Face(noseOffset: 0), drift), 1e-5f);

    [Fact]
    public void Points_that_make_no_face_are_neither_frontal_nor_upright()
    {
        Assert.Equal(0, FaceGeometry.Frontality(new float[136]));
        Assert.Equal(0, FaceGeometry.Uprightness(new float[136], drift: 0 / FaceGeometry.EyeDistance(new float[136])));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(10, 0, 0.25f, 0)]
    [InlineData(-10, 0, -0.25f, 0)]
    [InlineData(0, -6, 0, 0.15f)]
    [InlineData(4, 6, 0.1f, -0.15f)]
    public void A_pose_is_where_the_nose_lies_between_eyes_and_mouth(float noseOffset, float noseDrop, float yaw, float pitch)
    {
        var pose = FaceGeometry.Pose(Face(noseOffset, noseDrop));

        Assert.Equal(yaw, pose.Yaw, 1e-5f);
        Assert.Equal(pitch, pose.Pitch, 1e-5f);
    }

    [Fact]
    public void Eyes_are_as_open_as_their_lids_are_apart()
    {
        var face = Face(noseOffset: 0);
        Assert.Equal(4 / 12f, FaceGeometry.EyeOpenness(face), 1e-5f);

        // One of the two shut.
        foreach (var lid in (int[])[37, 38, 40, 41])
        {
            face[(2 * lid) + 1] = 50;
        }

        Assert.Equal(2 / 12f, FaceGeometry.EyeOpenness(face), 1e-5f);
    }

    [Fact]
    public void Points_that_make_no_face_have_no_pose_and_no_eyes()
    {
        var none = new float[FaceAnalysis.LandmarkValues];
        Assert.True(float.IsNaN(FaceGeometry.Pose(none).Yaw) && float.IsNaN(FaceGeometry.Pose(none).Pitch));
        Assert.True(float.IsNaN(FaceGeometry.EyeOpenness(none)));
    }

    [Fact]
    public void Points_that_make_no_face_are_not_frontal()
    {
        Assert.Equal(0, FaceGeometry.Frontality(new float[FaceAnalysis.LandmarkValues]));
        var broken = Face(0);
        broken[60] = float.NaN;
        Assert.Equal(0, FaceGeometry.Frontality(broken));
    }

    [Fact]
    public void An_aligned_face_has_its_points_at_the_templates()
    {
        var five = new Vector2[5];
        var face = Face(noseOffset: 0);
        FaceGeometry.FivePoints(face, five);

        var toInput = FaceAligner.InputToFrame(face, 112)!.Value.Inverse();

        // The synthetic face is not the template's shape; the eyes are what must come near.
        Assert.InRange(Vector2.Distance(toInput.Apply(five[0]), new Vector2(38.3f, 51.7f)), 0, 4);
        Assert.InRange(Vector2.Distance(toInput.Apply(five[1]), new Vector2(73.5f, 51.5f)), 0, 4);
        Assert.InRange(toInput.Apply(five[3]).Y, 85, 100);
    }

    [Fact]
    public void Alignment_scales_with_the_embedders_input()
    {
        var face = Face(noseOffset: 3);
        Assert.Equal(FaceAligner.InputToFrame(face, 112)!.Value.Scale / 2, FaceAligner.InputToFrame(face, 224)!.Value.Scale, 1e-4f);
    }

    // Eyes 40 pixels apart on a level and 12 wide, their lids two pixels above and below.
    private static float[] Moved(float[] face, SimilarityTransform transform)
    {
        var moved = new float[face.Length];
        for (var i = 0; i < face.Length; i += 2)
        {
            var point = transform.Apply(new Vector2(face[i], face[i + 1]));
            (moved[i], moved[i + 1]) = (point.X, point.Y);
        }

        return moved;
    }

    private static float[] Face(float noseOffset, float noseDrop = 0)
    {
        var points = new float[FaceAnalysis.LandmarkValues];
        void Set(int index, float x, float y) => (points[2 * index], points[(2 * index) + 1]) = (x, y);
        foreach (var (eye, x) in (ReadOnlySpan<(int, float)>)[(36, 40), (42, 80)])
        {
            Set(eye, x - 6, 50);
            Set(eye + 3, x + 6, 50);
            Set(eye + 1, x - 2, 48);
            Set(eye + 2, x + 2, 48);
            Set(eye + 4, x + 2, 52);
            Set(eye + 5, x - 2, 52);
        }

        Set(30, 60 + noseOffset, 70 + noseDrop);
        Set(48, 44, 90);
        Set(60, 46, 90);
        Set(54, 76, 90);
        Set(64, 74, 90);
        return points;
    }
}
