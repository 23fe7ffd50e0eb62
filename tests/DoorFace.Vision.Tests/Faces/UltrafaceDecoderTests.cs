using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Faces;

public sealed class UltrafaceDecoderTests
{
    private static readonly ModelDescription Model = Repository.Catalog()[ModelRole.Detector];

    private static readonly Gen<(int Prior, DetectedFace Face)> Priors = Gen.Select(
        Gen.Int[0, 4419], Gen.Float[-10, 300], Gen.Float[-10, 220], Gen.Float[5, 100], Gen.Float[5, 100], Gen.Float[0, 1],
        (prior, left, top, width, height, score) => (prior, new DetectedFace(new FaceBox(left, top, width, height), score)));

    private readonly UltrafaceDecoder _decoder = new(Model);

    [Fact]
    public void Every_box_that_was_written_for_a_prior_comes_back_from_its_score_on() =>
        Gen.Select(Priors.Array[0, 20], Gen.Float[0.05f, 0.95f]).Sample((priors, minimum) =>
        {
            var distinct = priors.DistinctBy(p => p.Prior).OrderBy(p => p.Prior).ToList();
            var expected = distinct.Where(p => p.Face.Score >= minimum).Select(p => p.Face).ToList();

            var found = Decode(Encode(distinct), minimum);

            Assert.Equal(expected.Select(face => face.Score), found.Select(face => face.Score));
            Assert.All(expected.Zip(found), pair =>
            {
                Assert.Equal(pair.First.Box.Left, pair.Second.Box.Left, 0.01f);
                Assert.Equal(pair.First.Box.Top, pair.Second.Box.Top, 0.01f);
                Assert.Equal(pair.First.Box.Width, pair.Second.Box.Width, 0.01f);
                Assert.Equal(pair.First.Box.Height, pair.Second.Box.Height, 0.01f);
            });
        });

    [Theory]
    [InlineData(float.NaN, 0.1f, 0.2f)]
    [InlineData(0.9f, 0.2f, 0.1f)]
    [InlineData(0.9f, 0.1f, float.NaN)]
    [InlineData(0.9f, 0.1f, 3e38f)]
    [InlineData(0.9f, float.NegativeInfinity, 0.2f)]
    public void What_makes_no_box_is_no_face(float score, float left, float right)
    {
        var outputs = Encode([]);
        outputs[0][1] = score;
        (outputs[1][0], outputs[1][1], outputs[1][2], outputs[1][3]) = (left, 0.1f, right, 0.2f);

        Assert.Empty(Decode(outputs, 0.5f));
    }

    private static float[][] Encode(IEnumerable<(int Prior, DetectedFace Face)> priors)
    {
        float[][] outputs = [new float[4420 * 2], new float[4420 * 4]];
        foreach (var (prior, face) in priors)
        {
            outputs[0][2 * prior] = 1 - face.Score;
            outputs[0][(2 * prior) + 1] = face.Score;
            float[] box = [face.Box.Left / 320, face.Box.Top / 240, face.Box.Right / 320, face.Box.Bottom / 240];
            box.CopyTo(outputs[1], 4 * prior);
        }

        return outputs;
    }

    private DetectedFace[] Decode(float[][] outputs, float minimumScore)
    {
        var found = new DetectedFace[_decoder.Capacity];
        return found[.._decoder.Decode(outputs, minimumScore, found)];
    }
}
