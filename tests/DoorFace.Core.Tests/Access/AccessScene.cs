using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Access;

/// <summary>Two residents at right angles to one another, and a track that a test fills view by view.</summary>
internal sealed class AccessScene
{
    public const int Dimension = 8;

    public static readonly ModelHash Embedder = new(new string('a', 64));
    public static readonly SubjectId Alice = new(new Guid("00000000-0000-0000-0000-00000000000a"));
    public static readonly SubjectId Bob = new(new Guid("00000000-0000-0000-0000-00000000000b"));
    public static readonly OperatingPoint Point = new(1e-4, 2, 5e-5, new ComparisonScore(0.5f), new ComparisonScore(0.35f));

    public AccessPolicy Policy { get; init; } = new(new AccessRules());

    public ReferenceGallery Gallery { get; init; } = ReferenceGallery.Create(
        Embedder,
        [
            new BiometricReference(ReferenceId.New(), Alice, Embedder, Embedding.FromVector(Axis(0, 1))),
            new BiometricReference(ReferenceId.New(), Bob, Embedder, Embedding.FromVector(Axis(1, 1))),
        ]);

    public FaceTrack Track { get; } = new(5, Dimension);

    public MonotonicInstant Now { get; private set; } = new(TimeSpan.FromSeconds(100));

    /// <summary>A unit vector whose cosine with an axis is <paramref name="similarity"/>; the rest lies on an axis nobody has.</summary>
    public static float[] Axis(int axis, float similarity)
    {
        var vector = new float[Dimension];
        vector[axis] = similarity;
        vector[Dimension - 1] = MathF.Sqrt(1 - (similarity * similarity));
        return vector;
    }

    public AccessScene See(float[] features, float liveness = 0.9f, double afterSeconds = 0.2)
    {
        Now += TimeSpan.FromSeconds(afterSeconds);
        Track.Add(new FaceObservation(new FaceBox(200, 100, 120, 150), 0.9f, 0.9f, liveness, 1, 0, 0), features, Gallery.Search(features), Now);
        return this;
    }

    public AccessScene SeeTimes(int times, float[] features, float liveness = 0.9f)
    {
        for (var i = 0; i < times; i++)
        {
            See(features, liveness);
        }

        return this;
    }

    public AccessScene Wait(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public AccessDecision Decide() => Policy.Decide(Track, Gallery, Point, Now);
}
