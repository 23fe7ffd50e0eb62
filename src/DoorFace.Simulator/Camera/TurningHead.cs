using System.Numerics;
using System.Runtime.InteropServices;
using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Camera;

/// <summary>
/// A head in a photograph that can be turned a little: each point of it moves by its depth times the sine of the angle. The depth is that of half an
/// ellipsoid with a nose on it, and fades to nothing at the head's edge, so that what is behind stays where it is.
/// </summary>
public sealed class TurningHead
{
    // In distances between the eyes: about 63 mm.
    private const double HeadDepth = 1.0;
    private const double NoseDepth = 0.45;
    private const double NoseWidth = 0.28;

    /// <summary>How much of the way to the edge, from outside, the depth fades over.</summary>
    private const double Fade = 0.45;

    /// <summary>A point's origin is found by going back from where it went, more exactly each time.</summary>
    private const int Rounds = 8;

    private readonly Vector2 _middle;
    private readonly Vector2 _nose;
    private readonly Vector2 _across;
    private readonly Vector2 _down;
    private readonly double _eyes;
    private readonly double _halfWidth;
    private readonly double _halfHeight;

    /// <param name="landmarks">68 points of the face in iBUG order, x then y, in pixels of the photograph.</param>
    /// <exception cref="ArgumentException">There are not as many, or they make no face.</exception>
    public TurningHead(ReadOnlySpan<float> landmarks)
    {
        if (landmarks.Length != 2 * 68)
        {
            throw new ArgumentException($"A head has 68 landmarks, 136 numbers; got {landmarks.Length}.", nameof(landmarks));
        }

        var points = MemoryMarshal.Cast<float, Vector2>(landmarks);
        var (left, right) = (Mean(points[36..42]), Mean(points[42..48]));
        var chin = points[8];
        var between = (left + right) / 2;
        _eyes = Vector2.Distance(left, right);
        if (!(_eyes >= 1) || !(Vector2.Distance(between, chin) >= 1))
        {
            throw new ArgumentException("The landmarks make no face: its eyes or its chin coincide.", nameof(landmarks));
        }

        _across = Vector2.Normalize(right - left);
        _down = new Vector2(-_across.Y, _across.X);
        _nose = points[30];
        // The eyes are half-way from the chin to the top of the head; ears and hair make it wider than the jaw.
        _middle = between + (_down * (float)(0.25 * _eyes));
        _halfHeight = 1.25 * Vector2.Distance(between, chin);
        _halfWidth = 0.65 * Vector2.Distance(points[0], points[16]);
    }

    /// <summary>The photograph with the head turned, as a new frame that the caller disposes.</summary>
    /// <param name="photo">The photograph, Rgba32.</param>
    /// <param name="angle">How far.</param>
    /// <exception cref="ArgumentOutOfRangeException">An angle beyond 30 degrees.</exception>
    public Frame Turn(Frame photo, HeadAngle angle)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var turned = new Frame(FrameFormat.Rgba32, photo.Width, photo.Height);
        Turn(new ImagePyramid(MemoryMarshal.Cast<byte, uint>(photo.Pixels).ToArray(), photo.Width, photo.Height), angle).Pixels
            .CopyTo(MemoryMarshal.Cast<byte, uint>(turned.Pixels));
        return turned;
    }

    /// <summary>The same for a photograph that is to be sampled.</summary>
    internal ImagePyramid Turn(ImagePyramid photo, HeadAngle angle)
    {
        if (!angle.IsInRange)
        {
            throw new ArgumentOutOfRangeException(nameof(angle), angle, "A head is turned by at most 30 degrees.");
        }

        var move = (_across * Sine(angle.Yaw)) + (_down * Sine(angle.Pitch));
        var pixels = photo.Pixels.ToArray();
        var reach = Math.Max(_halfWidth, _halfHeight);
        var (top, bottom) = (Math.Max((int)(_middle.Y - reach), 0), Math.Min((int)(_middle.Y + reach), photo.Height - 1));
        var (left, right) = (Math.Max((int)(_middle.X - reach), 0), Math.Min((int)(_middle.X + reach), photo.Width - 1));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var origin = OriginOf(new Vector2(x, y), move);
                pixels[(y * photo.Width) + x] = photo.Sample((long)(origin.X * ImagePyramid.One), (long)(origin.Y * ImagePyramid.One), detail: 0);
            }
        }

        return new ImagePyramid(pixels, photo.Width, photo.Height);
    }

    private Vector2 OriginOf(Vector2 point, Vector2 move)
    {
        var origin = point;
        for (var round = 0; round < Rounds; round++)
        {
            origin = point - (move * DepthAt(origin));
        }

        return origin;
    }

    /// <summary>How far a point of the head is before its edge, in pixels.</summary>
    private float DepthAt(Vector2 point)
    {
        var (x, y) = (Vector2.Dot(point - _middle, _across) / _halfWidth, Vector2.Dot(point - _middle, _down) / _halfHeight);
        var square = (x * x) + (y * y);
        if (square >= 1)
        {
            return 0;
        }

        var inside = Math.Min((1 - Math.Sqrt(square)) / Fade, 1);
        var fade = inside * inside * (3 - (2 * inside));
        var nose = NoseDepth * Math.Exp(-Vector2.DistanceSquared(point, _nose) / (2 * NoseWidth * NoseWidth * _eyes * _eyes));
        return (float)(_eyes * fade * ((HeadDepth * Math.Sqrt(1 - square)) + nose));
    }

    private static float Sine(double degrees) => (float)Math.Sin(degrees * Math.PI / 180);

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
