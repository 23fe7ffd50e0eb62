using CsCheck;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Tests.Biometrics;

public class EmbeddingTests
{
    private static readonly Gen<float[]> Vectors =
        Gen.Float[-1000, 1000].Array[1, 64].Where(v => v.Any(x => MathF.Abs(x) > 1e-3f));

    private static readonly Gen<Embedding[]> SeveralViews =
        from dimension in Gen.Int[2, 32]
        from views in Vector(dimension).Array[1, 6]
        select views.Select(v => Embedding.FromVector(v)).ToArray();

    [Fact]
    public void Any_vector_becomes_one_of_unit_length_in_the_same_direction() => Vectors.Sample(vector =>
    {
        var embedding = Embedding.FromVector(vector);
        var length = Math.Sqrt(vector.Sum(x => (double)x * x));
        Assert.Equal(vector.Length, embedding.Dimension);
        for (var i = 0; i < vector.Length; i++)
            Assert.Equal(vector[i] / length, embedding.Values[i], 1e-6);
    });

    [Theory]
    [InlineData]
    [InlineData(0f)]
    [InlineData(0f, -0f, 0f)]
    [InlineData(1f, float.NaN)]
    [InlineData(1f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData(1e-20f, 1e-20f)]
    public void A_vector_without_a_direction_is_refused(params float[] vector)
    {
        var error = Assert.Throws<ArgumentException>(() => Embedding.FromVector(vector));
        Assert.Contains($"{vector.Length} finite values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_vector_given_is_copied()
    {
        float[] vector = [3, 4];
        var embedding = Embedding.FromVector(vector);

        vector[0] = 100;

        Assert.Equal([0.6f, 0.8f], embedding.Values.ToArray());
    }

    [Fact]
    public void A_unit_vector_read_back_stays_bit_for_bit() => Vectors.Sample(vector =>
    {
        var embedding = Embedding.FromVector(vector);
        Assert.True(Embedding.TryFromUnitVector(embedding.Values, out var again));
        Assert.Equal(embedding, again);
    });

    [Theory]
    [InlineData]
    [InlineData(0f)]
    [InlineData(0.6f, 0.8005f)]
    [InlineData(0.6f, 0.7995f)]
    [InlineData(1f, float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_vector_that_has_not_unit_length_is_not_taken_for_a_template(params float[] vector)
    {
        Assert.False(Embedding.TryFromUnitVector(vector, out var embedding));
        Assert.Null(embedding);
    }

    [Fact]
    public void Embeddings_are_equal_when_every_feature_is()
    {
        var embedding = Embedding.FromVector([1, 2, 3]);
        var same = Embedding.FromVector([1, 2, 3]);

        Assert.True(embedding.Equals(same));
        Assert.True(embedding.Equals((object)same));
        Assert.Equal(embedding.GetHashCode(), same.GetHashCode());
    }

    [Theory]
    [InlineData(1f, 2f, 3.0001f)]
    [InlineData(1f, 2f)]
    [InlineData(1f, 2f, 3f, 0f)]
    public void Embeddings_differ_when_a_feature_or_the_dimension_does(params float[] other)
    {
        var embedding = Embedding.FromVector([1, 2, 3]);

        Assert.False(embedding.Equals(Embedding.FromVector(other)));
        Assert.False(embedding.Equals(null));
    }

    [Fact]
    public void The_text_of_an_embedding_says_nothing_of_the_face() =>
        Assert.Equal("embedding of 3 features", Embedding.FromVector([1, 2, 3]).ToString());

    [Fact]
    public void Comparing_gives_the_cosine_either_way_round() => SeveralViews.Where(v => v.Length > 1).Sample(views =>
    {
        var (a, b) = (views[0], views[1]);
        var cosine = a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => (double)x * y).Sum();
        Assert.Equal(cosine, a.CompareWith(b).Value, 1e-5);
        Assert.Equal(a.CompareWith(b), b.CompareWith(a));
    });

    [Fact]
    public void An_embedding_compared_with_itself_scores_one() => Vectors.Sample(vector =>
        Assert.Equal(1, Embedding.FromVector(vector).CompareWith(Embedding.FromVector(vector)).Value, 1e-5));

    [Fact]
    public void Embeddings_of_two_dimensions_are_not_compared() =>
        Assert.Throws<ArgumentException>(() => Embedding.FromVector([1, 2]).CompareWith(Embedding.FromVector([1, 2, 3])));

    [Fact]
    public void Fusing_gives_the_weighted_mean_brought_to_unit_length()
    {
        var gen = from views in SeveralViews from weights in Gen.Float[0.1f, 10].Array[views.Length] select (views, weights);
        gen.Sample((views, weights) =>
        {
            if (NaiveFusion(views, weights) is not { } expected)
                return;

            var fused = Embedding.Fuse(views, weights);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], fused.Values[i], 1e-4);
        });
    }

    [Fact]
    public void Only_the_ratio_of_the_weights_matters()
    {
        var gen = from views in SeveralViews
                  from weights in Gen.Float[0.1f, 10].Array[views.Length]
                  from factor in Gen.Float[0.001f, 1000]
                  select (views, weights, factor);
        gen.Sample((views, weights, factor) =>
        {
            if (NaiveFusion(views, weights) is null)
                return;

            var scaled = weights.Select(w => w * factor).ToArray();
            Assert.Equal(1, Embedding.Fuse(views, weights).CompareWith(Embedding.Fuse(views, scaled)).Value, 1e-4);
        });
    }

    [Fact]
    public void A_view_without_weight_has_no_influence()
    {
        var (a, b) = (Embedding.FromVector([1, 0]), Embedding.FromVector([0, 1]));

        Assert.Equal(b, Embedding.Fuse([a, b], [0, 2]));
    }

    [Fact]
    public void Fusing_without_weights_weighs_the_views_alike()
    {
        var (a, b) = (Embedding.FromVector([1, 0]), Embedding.FromVector([0, 1]));

        Assert.Equal(MathF.Sqrt(0.5f), Embedding.Fuse([a, b]).Values[0], 1e-6f);
        Assert.Equal(Embedding.Fuse([a, b]), Embedding.Fuse([a, b], [1, 1]));
    }

    [Fact]
    public void Nothing_cannot_be_fused() => Assert.Throws<ArgumentException>(() => Embedding.Fuse([]));

    [Theory]
    [InlineData(1f)]
    [InlineData(1f, 1f, 1f)]
    [InlineData(1f, -0.1f)]
    [InlineData(1f, float.NaN)]
    [InlineData(1f, float.PositiveInfinity)]
    [InlineData(0f, 0f)]
    public void Weights_that_do_not_fit_are_refused(params float[] weights) =>
        Assert.Throws<ArgumentException>(() => Embedding.Fuse([Embedding.FromVector([1, 0]), Embedding.FromVector([0, 1])], weights));

    [Fact]
    public void Views_that_cancel_out_are_refused() =>
        Assert.Throws<ArgumentException>(() => Embedding.Fuse([Embedding.FromVector([1, 2]), Embedding.FromVector([-1, -2])]));

    [Fact]
    public void Views_of_two_dimensions_are_refused() =>
        Assert.Throws<ArgumentException>(() => Embedding.Fuse([Embedding.FromVector([1, 2]), Embedding.FromVector([1, 2, 3])]));

    private static Gen<float[]> Vector(int dimension) =>
        Gen.Float[-1, 1].Array[dimension].Where(v => v.Any(x => MathF.Abs(x) > 0.1f));

    // Null where the views nearly cancel out: the direction is then all rounding.
    private static double[]? NaiveFusion(Embedding[] views, float[] weights)
    {
        var sum = new double[views[0].Dimension];
        for (var v = 0; v < views.Length; v++)
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += (double)weights[v] * views[v].Values[i];
        }

        var length = Math.Sqrt(sum.Sum(x => x * x));
        return length < 0.05 * weights.Sum() ? null : [.. sum.Select(x => x / length)];
    }
}
