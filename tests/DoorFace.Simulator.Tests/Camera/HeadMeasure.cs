using System.Numerics;
using System.Runtime.InteropServices;
using DoorFace.Core.Biometrics;
using DoorFace.Vision;

namespace DoorFace.Simulator.Tests.Camera;

/// <summary>What the models see of a head in a picture.</summary>
/// <param name="Yaw">The nose tip's offset from the middle between the eyes along the eye line, in distances between the eyes.</param>
/// <param name="Pitch">Where the nose tip lies between the eye line, 0, and the mouth line, 1.</param>
/// <param name="Features">Its features.</param>
/// <param name="Liveness">0 to 1.</param>
internal sealed record HeadMeasure(double Yaw, double Pitch, Embedding Features, float Liveness)
{
    /// <summary>Of the face that was described.</summary>
    public static HeadMeasure Of(FaceAnalysis analysis)
    {
        var points = MemoryMarshal.Cast<float, Vector2>(analysis.Landmarks);
        var (left, right) = (Mean(points[36..42]), Mean(points[42..48]));
        var (middle, mouth, nose) = ((left + right) / 2, (points[48] + points[54]) / 2, points[30]);
        var eyes = right - left;
        var down = new Vector2(-eyes.Y, eyes.X);
        return new HeadMeasure(
            Vector2.Dot(nose - middle, eyes) / eyes.LengthSquared(),
            Vector2.Dot(nose - middle, down) / Vector2.Dot(mouth - middle, down),
            Embedding.FromVector(analysis.Embedding),
            analysis.Observation.LivenessScore);
    }

    public override string ToString() => FormattableString.Invariant($"yaw {Yaw:0.00} pitch {Pitch:0.00} liveness {Liveness:0.00}");

    private static Vector2 Mean(ReadOnlySpan<Vector2> points)
    {
        var sum = Vector2.Zero;
        foreach (var point in points)
        {
            sum += point;
        }

        return sum / points.Length;
    }
}
