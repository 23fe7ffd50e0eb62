using System.Numerics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Vision.Faces;

/// <summary>What the 68 iBUG points say about a face. Points are x, y pairs in frame pixels.</summary>
internal static class FaceGeometry
{
    /// <summary>Points that <see cref="FivePoints"/> gives.</summary>
    public const int FivePointCount = 5;

    /// <summary>At this nose offset, in distances between the eyes, a face counts as a profile.</summary>
    private const float ProfileOffset = 0.5f;

    /// <summary>At this drift, in distances between the eyes, the points say nothing of the picture; at half of it a face no longer counts as upright.</summary>
    internal const float LostDrift = 0.2f;

    // Degrees.
    private const float LevelRoll = 30;
    private const float LostRoll = 50;

    private const int NoseTip = 30;

    // The first of an eye's six points, of the person's right and left eye.
    private const int RightEye = 36;
    private const int LeftEye = 42;

    /// <summary>
    /// Eye centres (upper and lower lid), nose tip and mouth corners (outer and inner), left to right as seen by the camera:
    /// the five points faces are aligned by.
    /// </summary>
    public static void FivePoints(ReadOnlySpan<float> landmarks, Span<Vector2> five)
    {
        five[0] = (Point(landmarks, 37) + Point(landmarks, 38) + Point(landmarks, 40) + Point(landmarks, 41)) / 4;
        five[1] = (Point(landmarks, 43) + Point(landmarks, 44) + Point(landmarks, 46) + Point(landmarks, 47)) / 4;
        five[2] = Point(landmarks, NoseTip);
        five[3] = (Point(landmarks, 48) + Point(landmarks, 60)) / 2;
        five[4] = (Point(landmarks, 54) + Point(landmarks, 64)) / 2;
    }

    /// <summary>
    /// How much a face looks into the camera: 1 − |yaw| / 0.5, not below 0, where yaw is how far the nose tip lies from the middle
    /// between the eyes along the line through them, in distances between the eyes. A head turned by 15° shows about 0.15, a profile
    /// 0.5 and more. Times how level the eyes are: see <see cref="Levelness"/>.
    /// </summary>
    /// <returns>0 (profile, or on its side) to 1 (frontal); 0 when the points make no face.</returns>
    public static float Frontality(ReadOnlySpan<float> landmarks)
    {
        var yaw = Pose(landmarks).Yaw;
        return float.IsFinite(yaw) ? MathF.Max(0, 1 - (MathF.Abs(yaw) / ProfileOffset)) * Levelness(Roll(landmarks)) : 0;
    }

    /// <summary>From the centre of one eye to that of the other.</summary>
    public static float EyeDistance(ReadOnlySpan<float> landmarks)
    {
        Span<Vector2> five = stackalloc Vector2[FivePointCount];
        FivePoints(landmarks, five);
        return Vector2.Distance(five[0], five[1]);
    }

    /// <summary>By how much the line through the eyes is turned clockwise from level, degrees, −180 to 180.</summary>
    public static float Roll(ReadOnlySpan<float> landmarks)
    {
        Span<Vector2> five = stackalloc Vector2[FivePointCount];
        FivePoints(landmarks, five);
        var eyes = five[1] - five[0];
        return float.RadiansToDegrees(MathF.Atan2(eyes.Y, eyes.X));
    }

    /// <summary>
    /// How surely a face is upright in the picture: 1 − drift / <see cref="LostDrift"/>, but no more than the eyes are level. From 0.5 on the models
    /// can be trusted; how often faces turned by any angle get there stands in models/landmarks.md.
    /// </summary>
    /// <param name="landmarks">The points.</param>
    /// <param name="drift">By how much they move when the picture is turned under them; see <see cref="LandmarkDetector.Drift"/>.</param>
    /// <returns>0 to 1; 0 when the points make no face.</returns>
    public static float Uprightness(ReadOnlySpan<float> landmarks, float drift) =>
        float.IsFinite(drift) ? Math.Clamp(1 - (drift / LostDrift), 0, Levelness(Roll(landmarks))) : 0;

    /// <summary>1 up to a roll of 30°, as heads are held, one half at 40° and 0 from 50° on; the landmarks follow a face to about 45°.</summary>
    private static float Levelness(float roll) => 1 - Math.Clamp((MathF.Abs(roll) - LevelRoll) / (LostRoll - LevelRoll), 0, 1);

    /// <summary>Where the nose tip lies between eyes and mouth, see <see cref="HeadPose"/>; not numbers when the points make no face.</summary>
    public static HeadPose Pose(ReadOnlySpan<float> landmarks)
    {
        Span<Vector2> five = stackalloc Vector2[FivePointCount];
        FivePoints(landmarks, five);
        var eyes = five[1] - five[0];
        var square = eyes.LengthSquared();
        var down = new Vector2(-eyes.Y, eyes.X);
        var (betweenEyes, mouth) = ((five[0] + five[1]) / 2, (five[3] + five[4]) / 2);
        return new HeadPose(
            Vector2.Dot(five[2] - betweenEyes, eyes) / square, Vector2.Dot(((betweenEyes + mouth) / 2) - five[2], down) / square);
    }

    /// <summary>
    /// Height of the eyes' openings, the mean of two places between the lids, in terms of their widths, mean of both eyes (the eye aspect ratio of
    /// Soukupová and Čech, 2016).
    /// </summary>
    public static float EyeOpenness(ReadOnlySpan<float> landmarks) => (EyeOpenness(landmarks, RightEye) + EyeOpenness(landmarks, LeftEye)) / 2;

    private static float EyeOpenness(ReadOnlySpan<float> landmarks, int eye) =>
        (Vector2.Distance(Point(landmarks, eye + 1), Point(landmarks, eye + 5)) + Vector2.Distance(Point(landmarks, eye + 2), Point(landmarks, eye + 4)))
        / (2 * Vector2.Distance(Point(landmarks, eye), Point(landmarks, eye + 3)));

    private static Vector2 Point(ReadOnlySpan<float> landmarks, int index) => new(landmarks[2 * index], landmarks[(2 * index) + 1]);
}
