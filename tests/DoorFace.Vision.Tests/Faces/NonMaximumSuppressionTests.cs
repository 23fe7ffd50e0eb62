using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Vision.Faces;

namespace DoorFace.Vision.Tests.Faces;

public sealed class NonMaximumSuppressionTests
{
    // Boxes in a small field, so that many overlap.
    private static readonly Gen<DetectedFace[]> Detections = Gen.Select(
        Gen.Float[0, 60], Gen.Float[0, 60], Gen.Float[5, 40], Gen.Float[5, 40], Gen.Float[0.65f, 1],
        (x, y, width, height, score) => new DetectedFace(new FaceBox(x, y, width, height), score))
        .Array[0, 60].Select(found => found.OrderByDescending(f => f.Score).ToArray());

    private static readonly Gen<float> Limits = Gen.Float[0.1f, 0.9f];

    [Fact]
    public void No_two_survivors_overlap_beyond_the_limit() => Gen.Select(Detections, Limits).Sample((detections, limit) =>
    {
        var kept = Apply(detections, limit, 64);
        Assert.All(kept, a => Assert.All(kept.Where(b => b != a), b => Assert.True(a.Box.IntersectionOverUnion(b.Box) <= limit)));
    });

    [Fact]
    public void Everyone_dropped_overlaps_a_better_survivor_beyond_the_limit() => Gen.Select(Detections, Limits).Sample((detections, limit) =>
    {
        var kept = Apply(detections, limit, 64);
        Assert.All(detections.Except(kept), dropped =>
            Assert.Contains(kept, better => better.Score >= dropped.Score && better.Box.IntersectionOverUnion(dropped.Box) > limit));
    });

    [Fact]
    public void When_the_room_is_used_up_the_best_survivors_are_kept() => Gen.Select(Detections, Limits).Sample((detections, limit) =>
        Assert.Equal(Apply(detections, limit, 64).Take(3), Apply(detections, limit, 3)));

    [Fact]
    public void Two_boxes_of_one_face_become_the_better_one()
    {
        var better = new DetectedFace(new FaceBox(10, 10, 20, 20), 0.9f);
        var worse = new DetectedFace(new FaceBox(12, 10, 20, 20), 0.8f);
        var neighbour = new DetectedFace(new FaceBox(40, 10, 20, 20), 0.7f);

        Assert.Equal([better, neighbour], Apply([better, worse, neighbour], 0.35f, 8));
    }

    private static DetectedFace[] Apply(DetectedFace[] detections, float limit, int room)
    {
        var kept = new DetectedFace[room];
        return kept[..NonMaximumSuppression.Apply(detections, limit, kept)];
    }
}
