using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

public sealed class CaptureSetTests
{
    private static readonly ComparisonScore Same = new(0.4f);

    [Fact]
    public void Captures_of_one_person_have_no_outlier_and_one_of_another_is_found_wherever_it_stands()
    {
        for (var place = 0; place < 5; place++)
        {
            var set = new CaptureSet(5, 4);
            for (var i = 0; i < 5; i++)
            {
                set.Add(i == place ? [0, 1, 0, 0] : View(0.1f * i));
            }

            Assert.Equal([place], set.Outliers(Same));
            set.Drop([place]);
            Assert.Equal(4, set.Count);
            Assert.Empty(set.Outliers(Same));
        }
    }

    [Fact]
    public void Captures_that_cancel_out_and_none_at_all_make_no_face()
    {
        var set = new CaptureSet(2, 4);
        Assert.False(set.TryFuse(out _));
        set.Add([1, 0, 0, 0]);
        Assert.True(set.TryFuse(out var fused));
        Assert.Equal([1, 0, 0, 0], fused.ToArray());
        set.Add([-1, 0, 0, 0]);
        Assert.False(set.TryFuse(out _));
    }

    [Fact]
    public void Of_two_that_differ_both_are_outliers_and_one_alone_is_none()
    {
        var set = new CaptureSet(5, 4);
        set.Add([1, 0, 0, 0]);
        Assert.Empty(set.Outliers(Same));
        set.Add([0, 1, 0, 0]);
        Assert.Equal([0, 1], set.Outliers(Same));
    }

    [Fact]
    public void A_few_of_one_person_do_not_stand_up_for_one_another_among_many_of_another() => Gen.Select(Gen.Int[2, 10], Gen.Int[1, 9], Gen.Int).Sample(
        (count, ofFirst, seed) =>
        {
            ofFirst = Math.Min(ofFirst, count - 1);
            var set = new CaptureSet(count, 16);
            // Each 0.75 like the others of the same person, and persons 0.3 like each other: more than strangers, and still below what counts as the same.
            bool[] isFirst = [.. Enumerable.Range(0, count).Select(i => i < ofFirst)];
            new Random(seed).Shuffle(isFirst);
            for (var i = 0; i < count; i++)
            {
                var view = new float[16];
                view[0] = MathF.Sqrt(0.3f);
                view[isFirst[i] ? 1 : 2] = MathF.Sqrt(0.45f);
                view[3 + i] = 0.5f;
                set.Add(view);
            }

            var outliers = set.Outliers(Same);
            var left = isFirst.Where((_, place) => !outliers.Contains(place)).Distinct();
            Assert.True(left.Count() <= 1, "Captures of both are left.");
            if (ofFirst == 1 && count > 2)
            {
                Assert.Equal([Array.IndexOf(isFirst, true)], outliers);
            }
        });

    [Fact]
    public void What_is_not_a_number_is_an_outlier()
    {
        var set = new CaptureSet(3, 2);
        set.Add([1, 0]);
        set.Add([1, 0]);
        set.Add([float.NaN, 0]);
        Assert.Equal([2], set.Outliers(Same));
    }

    [Fact]
    public void Dropping_closes_up_and_clearing_leaves_zeros()
    {
        var set = new CaptureSet(4, 2);
        set.Add([1, 0]);
        set.Add([0.6f, 0.8f]);
        set.Add([0, 1]);
        set.Drop([0, 2]);
        Assert.Equal([0.6f, 0.8f], set[0].ToArray());
        Assert.Equal([0, 0], set[1].ToArray());
        set.Clear();
        Assert.Equal(0, set.Count);
        Assert.Equal([0, 0], set[0].ToArray());
    }

    [Theory]
    [InlineData(0.99f, true, false)] // The same resident.
    [InlineData(0.45f, false, true)] // Somebody who would be taken for them.
    [InlineData(0.41f, false, true)] // Within the margin.
    [InlineData(0.2f, false, false)] // Somebody else.
    [InlineData(float.NaN, false, true)]
    public void A_face_is_a_residents_somebody_elses_or_too_like_one(float score, bool same, bool tooSimilar)
    {
        var subject = new SubjectId(Guid.Parse("33333333333333333333333333333333"));
        var comparison = CaptureComparison.Of(new Candidate(subject, new ComparisonScore(score)), new ComparisonScore(0.45f), new EnrollmentRules(), []);
        Assert.Equal(same ? subject : null, comparison.Same);
        Assert.Equal(tooSimilar, comparison.TooSimilar);
    }

    [Fact]
    public void With_nobody_enrolled_everybody_is_new() =>
        Assert.Equal((null, false), (CaptureComparison.Of(null, new ComparisonScore(0.45f), new EnrollmentRules(), []) is var c ? (c.Same, c.TooSimilar) : default));

    private static float[] View(float turn)
    {
        float[] view = [1, 0, turn, 0];
        Embedding.Normalize(view);
        return view;
    }
}
