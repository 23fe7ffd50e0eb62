using CsCheck;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Tests.Biometrics;

public class ReferenceGalleryTests
{
    private static readonly ModelHash Embedder = new(new string('a', 64));
    private static readonly ModelHash OtherEmbedder = new(new string('b', 64));
    private static readonly SubjectId[] Subjects = [.. Enumerable.Range(0, 8).Select(_ => SubjectId.New())];

    // A probe and references of up to eight subjects, of an odd dimension too: the vectors' remainder counts.
    private static readonly Gen<(float[] Probe, BiometricReference[] References)> Galleries =
        from dimension in Gen.Int[1, 70]
        from probe in Vector(dimension)
        from rows in Gen.Select(Gen.Int[0, Subjects.Length - 1], Vector(dimension)).Array[1, 30]
        select (Embedding.FromVector(probe).Values.ToArray(), rows.Select(r => Reference(r.Item1, r.Item2)).ToArray());

    [Fact]
    public void Search_finds_the_subject_with_the_best_reference_as_a_naive_comparison_of_all_does() => Galleries.Sample((probe, references) =>
    {
        var found = ReferenceGallery.Create(Embedder, references).Search(probe);
        AssertIsBest(found, NaiveScores(probe, references));
    });

    [Fact]
    public void More_references_of_others_never_lower_the_best_score() => Galleries.Sample((probe, references) =>
    {
        var one = ReferenceGallery.Create(Embedder, references[..1]).Search(probe);
        var all = ReferenceGallery.Create(Embedder, references).Search(probe);
        Assert.True(all!.Value.Score >= one!.Value.Score);
    });

    [Fact]
    public void A_subject_is_found_by_each_of_their_references()
    {
        BiometricReference[] references = [Reference(0, [1, 0, 0]), Reference(1, [0, 1, 0]), Reference(0, [0, 0, 1])];
        var gallery = ReferenceGallery.Create(Embedder, references);

        Assert.All(references, r => Assert.Equal(new Candidate(r.Subject, new ComparisonScore(1)), gallery.Search(r.Template.Values)));
        Assert.Equal((3, 2, 3), (gallery.ReferenceCount, gallery.SubjectCount, gallery.Dimension));
    }

    [Fact]
    public void More_people_than_any_home_has_are_refused()
    {
        var crowd = Enumerable.Range(0, ReferenceGallery.MostSubjects + 1)
            .Select(_ => new BiometricReference(ReferenceId.New(), SubjectId.New(), Embedder, Embedding.FromVector([1, 0]))).ToList();

        Assert.Equal(ReferenceGallery.MostSubjects, ReferenceGallery.Create(Embedder, crowd.Skip(1)).SubjectCount);
        Assert.Contains("1001", Assert.Throws<ArgumentException>(() => ReferenceGallery.Create(Embedder, crowd)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_gallery_has_no_candidate_for_anybody()
    {
        var gallery = ReferenceGallery.Create(Embedder, []);

        Assert.Null(gallery.Search([1, 0]));
        Assert.Equal((0, 0, 0), (gallery.ReferenceCount, gallery.SubjectCount, gallery.Dimension));
        Assert.Equal(Embedder, gallery.Embedder);
    }

    [Fact]
    public void References_of_another_embedder_are_refused_and_told_apart()
    {
        BiometricReference[] mixed = [Reference(0, [1, 0]), Reference(0, [0, 1]) with { Embedder = OtherEmbedder }];

        var error = Assert.Throws<ArgumentException>(() => ReferenceGallery.Create(Embedder, mixed));

        Assert.Contains("enroll the resident again", error.Message, StringComparison.Ordinal);
        Assert.Contains(OtherEmbedder.Prefix, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void References_of_another_dimension_are_refused()
    {
        BiometricReference[] mixed = [Reference(0, [1, 0]), Reference(1, [0, 1, 0])];

        Assert.Throws<ArgumentException>(() => ReferenceGallery.Create(Embedder, mixed));
    }

    [Theory]
    [InlineData]
    [InlineData(1f)]
    [InlineData(1f, 0f, 0f)]
    public void A_probe_of_another_dimension_is_refused(params float[] probe)
    {
        var gallery = ReferenceGallery.Create(Embedder, [Reference(0, [1, 0])]);

        Assert.Throws<ArgumentException>(() => gallery.Search(probe));
    }

    [Fact]
    public void A_broken_probe_reaches_no_threshold()
    {
        var gallery = ReferenceGallery.Create(Embedder, [Reference(0, [1, 0]), Reference(1, [0, 1])]);

        Assert.False(gallery.Search([float.NaN, 0])!.Value.Score >= new ComparisonScore(-1));
    }

    [Fact]
    public void A_gallery_does_not_change_with_the_list_it_was_made_of()
    {
        var references = new List<BiometricReference> { Reference(0, [1, 0]) };
        var gallery = ReferenceGallery.Create(Embedder, references);

        references.Clear();

        Assert.Equal(Subjects[0], gallery.Search([1, 0])!.Value.Subject);
    }

    [Fact]
    public void Searching_allocates_nothing()
    {
        var gallery = ReferenceGallery.Create(Embedder, Enumerable.Range(0, 100).Select(i => Reference(i % 8, [1, i, 2])));
        float[] probe = [0, 1, 0];
        var hits = 0;
        _ = gallery.Search(probe);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            hits += gallery.Search(probe) is null ? 0 : 1;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(100, hits);
    }

    private static BiometricReference Reference(int subject, float[] vector) =>
        new(ReferenceId.New(), Subjects[subject], Embedder, Embedding.FromVector(vector));

    private static Gen<float[]> Vector(int dimension) =>
        Gen.Float[-1, 1].Array[dimension].Where(v => v.Any(x => MathF.Abs(x) > 0.1f));

    private static double Dot(float[] probe, double[] row) => probe.Zip(row, (x, y) => x * y).Sum();

    private static double[] Wide(BiometricReference reference) => [.. reference.Template.Values.ToArray().Select(x => (double)x)];

    private static Dictionary<SubjectId, double> NaiveScores(float[] probe, BiometricReference[] references) =>
        references.GroupBy(r => r.Subject).ToDictionary(g => g.Key, g => g.Max(r => Dot(probe, Wide(r))));

    // Two subjects may score alike to within rounding; then either may be found.
    private static void AssertIsBest(Candidate? found, Dictionary<SubjectId, double> scores)
    {
        Assert.NotNull(found);
        Assert.Equal(scores.Values.Max(), found.Value.Score.Value, 1e-5);
        Assert.Equal(scores[found.Value.Subject], found.Value.Score.Value, 1e-5);
    }
}
