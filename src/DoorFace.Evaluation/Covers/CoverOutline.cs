using System.Numerics;

namespace DoorFace.Evaluation.Covers;

/// <summary>Where a cover lies on a face: polygons in frame pixels, by the face's 68 points and a little chance.</summary>
internal sealed class CoverOutline
{
    private const int JawPoints = 17;
    private const int RoundCorners = 28;

    private readonly Vector2[] _points;
    private readonly Random _random;

    /// <param name="landmarks">68 points in frame pixels.</param>
    /// <param name="random">Moves the cover a little.</param>
    public CoverOutline(ReadOnlySpan<float> landmarks, Random random)
    {
        _points = new Vector2[landmarks.Length / 2];
        for (var i = 0; i < _points.Length; i++)
        {
            _points[i] = new Vector2(landmarks[2 * i], landmarks[(2 * i) + 1]);
        }

        _random = random;
        var (right, left) = (Mean(36, 6), Mean(42, 6));
        Unit = Vector2.Distance(right, left);
        Along = (left - right) / Unit;
        Down = new Vector2(-Along.Y, Along.X);
        BetweenEyes = (right + left) / 2;
        Eyes = (right, left);
        Mouth = Mean(48, 12);
    }

    /// <summary>The distance between the eyes: all measures are in it.</summary>
    public float Unit { get; }

    /// <summary>From eye to eye.</summary>
    public Vector2 Along { get; }

    /// <summary>From the eyes towards the chin.</summary>
    public Vector2 Down { get; }

    public Vector2 BetweenEyes { get; }

    public Vector2 Mouth { get; }

    public (Vector2 Right, Vector2 Left) Eyes { get; }

    /// <summary>The polygons of a shape.</summary>
    public IReadOnlyList<Vector2[]> Of(CoverShape shape) => shape switch
    {
        CoverShape.SurgicalMask => [OverJaw(_points[28] + Jitter(0.08f)), .. Bands(_points[2], _points[14])],
        CoverShape.MaskBelowNose => [OverJaw(_points[33] + (Down * Unit * 0.1f)), .. Bands(_points[3], _points[13])],
        CoverShape.Respirator => [Cup(), .. Bands(_points[2], _points[14])],
        CoverShape.Scarf => [Cloth(width: 0.25f, tip: 1f)],
        CoverShape.Bandana => [Cloth(width: 0.1f, tip: 0.25f)],
        CoverShape.Hand => Hand(),
        CoverShape.Telephone => [Rectangle()],
        CoverShape.Patch => [Patch()],
        CoverShape.Hat => [Hat()],
        CoverShape.DarkGlasses => [.. Glasses()],
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Unknown shape."),
    };

    /// <summary>The middle of some of the face's points.</summary>
    public Vector2 Mean(int first, int count)
    {
        var sum = Vector2.Zero;
        for (var i = first; i < first + count; i++)
        {
            sum += _points[i];
        }

        return sum / count;
    }

    // Along the jaw from ear to ear, and back over the nose.
    private Vector2[] OverJaw(Vector2 nose)
    {
        var lowest = Chance(0.02f, 0.15f);
        var jaw = new List<Vector2>();
        for (var i = 2; i < JawPoints - 2; i++)
        {
            // Lower at the chin, where the cloth stands off.
            var middle = 1 - (MathF.Abs(i - 8) / 6f);
            jaw.Add(_points[i] + (Down * Unit * lowest * middle));
        }

        var (first, last) = (jaw[0], jaw[^1]);
        var bow = Down * Unit * Chance(-0.02f, 0.08f);
        return [.. jaw, Vector2.Lerp(last, nose, 0.5f) + bow, nose + (Along * Unit * 0.14f), nose - (Along * Unit * 0.14f), Vector2.Lerp(first, nose, 0.5f) + bow];
    }

    private IEnumerable<Vector2[]> Bands(Vector2 right, Vector2 left)
    {
        yield return Capsule(right, _points[0], 0.025f * Unit);
        yield return Capsule(left, _points[16], 0.025f * Unit);
    }

    private Vector2[] Cup()
    {
        var (top, bottom) = (_points[28] + Jitter(0.05f), _points[8] + (Down * Unit * Chance(-0.05f, 0.1f)));
        return Ellipse((top + bottom) / 2, Chance(0.72f, 0.95f) * Unit, Vector2.Distance(top, bottom) / 2, 2.6f);
    }

    private Vector2[] Cloth(float width, float tip)
    {
        var top = Vector2.Lerp(_points[28], _points[29], Chance(0, 1));
        var (right, left) = (_points[1] - (Along * Unit * width), _points[15] + (Along * Unit * width));
        var below = Vector2.Dot(_points[8] - BetweenEyes, Down) + (Unit * Chance(0.4f, 0.8f));
        var bottom = BetweenEyes + (Down * below);
        var half = Along * Vector2.Distance(right, left) / 2 * tip;
        var wave = Down * Unit * Chance(-0.05f, 0.05f);
        return [right, Vector2.Lerp(right, top, 0.5f) + wave, top, Vector2.Lerp(top, left, 0.5f) - wave, left, bottom + half, bottom - half];
    }

    private List<Vector2[]> Hand()
    {
        var side = _random.Next(2) == 0 ? -1 : 1;
        var palm = Vector2.Lerp(Mouth, _points[33], Chance(0.1f, 0.4f)) + (Along * Unit * side * Chance(0, 0.15f));
        var hand = new List<Vector2[]> { Ellipse(palm + (Down * Unit * 0.15f), Chance(0.62f, 0.75f) * Unit, Chance(0.5f, 0.6f) * Unit, 2.4f) };
        var lean = Chance(-0.25f, 0.25f);
        for (var finger = 0; finger < 4; finger++)
        {
            var from = palm + (Down * Unit * (0.28f * (finger - 1.3f)));
            var to = from + (Unit * side * (Along + (Down * (lean + (0.1f * (finger - 1.5f))))) * Chance(0.9f, 1.15f));
            hand.Add(Capsule(from - (Along * Unit * side * 0.6f), to, Chance(0.13f, 0.15f) * Unit));
        }

        return hand;
    }

    private Vector2[] Rectangle()
    {
        var upright = _random.Next(2) == 0;
        var (halfWidth, halfHeight) = (Unit * (upright ? Chance(0.55f, 0.7f) : Chance(1f, 1.2f)), Unit * (upright ? Chance(1f, 1.2f) : Chance(0.55f, 0.62f)));
        var top = Vector2.Lerp(_points[29], _points[30], Chance(0, 1));
        var center = top + (Down * halfHeight) + (Along * Unit * Chance(-0.1f, 0.1f));
        return Turned(Ellipse(center, halfWidth, halfHeight, 12), top, Chance(-0.2f, 0.2f));
    }

    private Vector2[] Patch()
    {
        var center = Vector2.Lerp(Mouth, _points[30], Chance(0.1f, 0.5f));
        var round = Ellipse(center, Chance(0.6f, 1.1f) * Unit, Chance(0.6f, 0.9f) * Unit, Chance(1.8f, 4));
        var (phase, lobes) = (Chance(0, MathF.Tau), _random.Next(2, 6));
        return [.. round.Select((point, i) => center + ((point - center) * (1 + (0.1f * MathF.Sin(phase + (lobes * i * MathF.Tau / RoundCorners))))))];
    }

    private Vector2[] Hat()
    {
        var brim = -Unit * Chance(0.1f, 0.25f);
        var brow = (Mean(17, 10) - BetweenEyes).Length();
        var bottom = BetweenEyes - (Down * brow) - (Down * brim * 0);
        var (right, left) = (bottom - (Along * Unit * 1.35f), bottom + (Along * Unit * 1.35f));
        var top = -Down * Unit * 1.6f;
        return [right, bottom - (Down * brim * -0.3f), left, left + top - (Along * Unit * 0.2f), right + top + (Along * Unit * 0.2f)];
    }

    private IEnumerable<Vector2[]> Glasses()
    {
        var (width, height) = (Chance(0.38f, 0.46f) * Unit, Chance(0.26f, 0.34f) * Unit);
        yield return Ellipse(Eyes.Right + (Down * Unit * 0.05f), width, height, 3);
        yield return Ellipse(Eyes.Left + (Down * Unit * 0.05f), width, height, 3);
        yield return Capsule(Eyes.Right, Eyes.Left, 0.04f * Unit);
    }

    private Vector2 Jitter(float units) => Unit * ((Along * Chance(-units, units)) + (Down * Chance(-units, units)));

    private float Chance(float least, float most) => least + (_random.NextSingle() * (most - least));

    // A super-ellipse: 2 is round, more has corners.
    private Vector2[] Ellipse(Vector2 center, float halfWidth, float halfHeight, float power)
    {
        var round = new Vector2[RoundCorners];
        for (var i = 0; i < round.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(i * MathF.Tau / RoundCorners);
            var (x, y) = (MathF.CopySign(MathF.Pow(MathF.Abs(cos), 2 / power), cos), MathF.CopySign(MathF.Pow(MathF.Abs(sin), 2 / power), sin));
            round[i] = center + (Along * halfWidth * x) + (Down * halfHeight * y);
        }

        return round;
    }

    private static Vector2[] Turned(Vector2[] polygon, Vector2 about, float angle) =>
        [.. polygon.Select(point => Vector2.Transform(point, Matrix3x2.CreateRotation(angle, about)))];

    private static Vector2[] Capsule(Vector2 from, Vector2 to, float radius)
    {
        var along = Vector2.Normalize(to - from) * radius;
        var across = new Vector2(-along.Y, along.X);
        var diagonal = (along + across) * MathF.Sqrt(0.5f);
        var other = (along - across) * MathF.Sqrt(0.5f);
        return [from + across, from - other, from - along, from - diagonal, from - across, to - across, to + other, to + along, to + diagonal, to + across];
    }
}
