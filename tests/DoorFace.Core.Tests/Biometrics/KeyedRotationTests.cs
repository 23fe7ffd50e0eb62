using System.Numerics.Tensors;
using CsCheck;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Tests.Biometrics;

public sealed class KeyedRotationTests
{
    private static readonly Gen<byte[]> Seeds = Gen.Byte.Array[KeyedRotation.SeedLength];

    private static readonly Gen<(float[] First, float[] Second)> Pairs =
        Gen.Int[1, 64].SelectMany(dimension => Gen.Select(Vectors(dimension), Vectors(dimension)));

    [Fact]
    public void Scores_between_turned_vectors_are_those_between_the_plain_ones() => Gen.Select(Seeds, Pairs).Sample((seed, pair) =>
    {
        var rotation = KeyedRotation.Create(seed, pair.First.Length);
        var score = TensorPrimitives.Dot<float>(Turned(rotation, pair.First), Turned(rotation, pair.Second));
        Assert.Equal(TensorPrimitives.Dot<float>(pair.First, pair.Second), score, 1e-5f * pair.First.Length);
    });

    [Fact]
    public void What_is_turned_back_is_as_before() => Gen.Select(Seeds, Pairs).Sample((seed, pair) =>
    {
        var rotation = KeyedRotation.Create(seed, pair.First.Length);
        var vector = Turned(rotation, pair.First);
        rotation.TurnBack(vector, vector);
        for (var i = 0; i < vector.Length; i++)
        {
            Assert.Equal(pair.First[i], vector[i], 1e-5f);
        }
    });

    [Fact]
    public void One_vector_under_two_seeds_is_as_unlike_as_two_random_ones()
    {
        const int Dimension = 512;
        const int Count = 100;
        var vector = new float[Dimension];
        vector[3] = 1;
        var scores = Enumerable.Range(0, Count).Select(i =>
        {
            var one = KeyedRotation.Create(Seed((2 * i) + 1), Dimension);
            var other = KeyedRotation.Create(Seed((2 * i) + 2), Dimension);
            return (double)TensorPrimitives.Dot<float>(Turned(one, vector), Turned(other, vector));
        }).ToList();

        // Between random directions of 512 dimensions a score has the mean 0 and the variance 1/512; of so many, within four standard errors.
        Assert.InRange(scores.Average(), -4 / Math.Sqrt(Dimension * Count), 4 / Math.Sqrt(Dimension * Count));
        Assert.InRange(scores.Average(score => score * score) * Dimension, 1 - (4 * Math.Sqrt(2.0 / Count)), 1 + (4 * Math.Sqrt(2.0 / Count)));
    }

    // Computed once; a stored template depends on it for as long as its resident lives here.
    [Fact]
    public void A_seed_stands_for_the_same_rotation_for_ever()
    {
        var rotation = KeyedRotation.Create(Seed(7), 4);
        var turned = Turned(rotation, [1, 0, 0, 0]);
        float[] expected = [-0.6734846f, -0.5155011f, -0.52839243f, 0.038451638f];
        Assert.True(TensorPrimitives.Distance<float>(expected, turned) < 1e-6f, $"It is {string.Join(", ", turned)}.");
    }

    private static Gen<float[]> Vectors(int dimension) => Gen.Float[-1, 1].Array[dimension];

    private static byte[] Seed(int number)
    {
        var seed = new byte[KeyedRotation.SeedLength];
        BitConverter.TryWriteBytes(seed, number);
        return seed;
    }

    private static float[] Turned(KeyedRotation rotation, float[] vector)
    {
        var turned = new float[vector.Length];
        rotation.Turn(vector, turned);
        return turned;
    }
}
