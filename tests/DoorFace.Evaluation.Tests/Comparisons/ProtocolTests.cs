using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Comparisons;
using DoorFace.Evaluation.Data;

namespace DoorFace.Evaluation.Tests.Comparisons;

public sealed class ProtocolTests
{
    private static readonly Gen<List<PersonEmbeddings>> People =
        Gen.Float[0.1f, 1f].Array[4].Select(vector => Embedding.FromVector(vector)).List[0, 8].Select(images => new PersonEmbeddings("someone", images)).List[2, 6];

    [Fact]
    public void One_against_one_compares_every_pair_of_images_once()
    {
        var scores = SingleImageProtocol.Compare([Person([1, 0], [0, 1]), Person([1, 0]), Person([-1, 0], [1, 0])]);

        Assert.Equal([0f, -1f], scores.GenuineByPerson.Select(person => person.Single()));
        Assert.Equal([-1, -1, 0, 0, 0, 1, 1, 1], scores.Impostor.ToArray().Select(score => (int)MathF.Round(score)));
    }

    [Fact]
    public void One_against_one_agrees_with_pairing_all_images_naively() => People.Sample(people =>
    {
        var images = people.SelectMany((person, owner) => person.Embeddings.Select(embedding => (owner, embedding))).ToList();
        var pairs = images.SelectMany((a, i) => images.Skip(i + 1).Select(b => (Same: a.owner == b.owner, Score: a.embedding.CompareWith(b.embedding).Value))).ToList();
        if (pairs.All(pair => pair.Same) || !pairs.Any(pair => pair.Same))
        {
            Assert.Throws<EvaluationException>(() => SingleImageProtocol.Compare(people));
            return;
        }

        var scores = SingleImageProtocol.Compare(people);

        Assert.Equal(pairs.Where(pair => pair.Same).Select(pair => pair.Score).Order(), scores.Genuine.ToArray());
        Assert.Equal(pairs.Where(pair => !pair.Same).Select(pair => pair.Score).Order(), scores.Impostor.ToArray());
    });

    [Fact]
    public void The_baseline_leaves_people_with_few_images_out_of_the_genuine_comparisons_only()
    {
        PersonEmbeddings[] people = [Person([1, 0], [0, 1]), Person([1, 0], [1, 0], [1, 0])];

        var scores = SingleImageProtocol.Compare(people, fewestForGenuine: 3);

        Assert.Equal(3, scores.GenuineByPerson.Single().Length);
        Assert.Equal(6, scores.Impostor.Length);
    }

    [Fact]
    public void Nobody_with_two_images_or_one_person_only_is_refused()
    {
        Assert.Throws<EvaluationException>(() => SingleImageProtocol.Compare([Person([1, 0]), Person([0, 1])]));
        Assert.Throws<EvaluationException>(() => SingleImageProtocol.Compare([Person([1, 0], [0, 1])]));
        Assert.Throws<EvaluationException>(() => FusedProtocol.Compare([Person([1, 0], [0, 1]), Person([1, 0], [0, 1])], 2, 1, 1));
    }

    [Fact]
    public void A_fused_comparison_is_between_normalized_means()
    {
        // One enrolled person; the other has one image only and attempts with it.
        var scores = FusedProtocol.Compare([Person([1, 0], [1, 0], [1, 0]), Person([0, 1])], references: 2, probes: 1, seed: 1);

        Assert.Equal([1f, 1f, 1f], scores.GenuineByPerson.Single());
        Assert.Equal([0f, 0f, 0f], scores.Impostor.ToArray());

        var mixed = FusedProtocol.Compare([Person([1, 0], [0, 1], [1, 0]), Person([1, 0])], references: 2, probes: 1, seed: 1);
        // Mean of (1,0) and (0,1) at 45 degrees against (1,0), twice; mean of (1,0) and (1,0) against (0,1).
        Assert.Equal([0f, MathF.Sqrt(0.5f), MathF.Sqrt(0.5f)], mixed.Genuine.ToArray(), Near);
    }

    [Fact]
    public void All_splits_are_used_where_there_are_few_and_a_capped_number_where_there_are_many()
    {
        // 3 of 4 images leave 4 probes; 3 against 3 of 6 images is 20 ordered splits, 10 different ones; 2 against 1 of 6 is 60.
        Assert.Equal(4, ImageSplit.Draw(4, 3, 1, 10, new Random(1)).Count);
        Assert.Equal(10, ImageSplit.Draw(6, 3, 3, 99, new Random(1)).Count);
        Assert.Equal(60, ImageSplit.Draw(6, 2, 1, 99, new Random(1)).Count);
        Assert.Equal(10, ImageSplit.Draw(6, 2, 1, 10, new Random(1)).Count);
        Assert.Equal(6, ImageSplit.Draw(6, 0, 1, 10, new Random(1)).Count);
        Assert.Empty(ImageSplit.Draw(5, 3, 3, 10, new Random(1)));
        Assert.Equal(10, ImageSplit.Draw(64, 32, 32, 10, new Random(1)).Count);
    }

    [Fact]
    public void Splits_are_different_disjoint_of_the_wanted_sizes_and_the_same_for_the_same_seed() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 1000]).Sample((images, references, probes, seed) =>
        {
            var splits = ImageSplit.Draw(images, references, probes, 10, new Random(seed));

            Assert.Equal(splits.Count, splits.Distinct().Count());
            Assert.DoesNotContain(splits, split => splits.Contains(new ImageSplit(split.Probes, split.References)) && references == probes);
            Assert.All(splits, split =>
            {
                Assert.Equal(references, System.Numerics.BitOperations.PopCount(split.References));
                Assert.Equal(probes, System.Numerics.BitOperations.PopCount(split.Probes));
                Assert.Equal(0UL, split.References & split.Probes);
                Assert.Equal(0UL, (split.References | split.Probes) >> images);
            });
            Assert.Equal(splits, ImageSplit.Draw(images, references, probes, 10, new Random(seed)));
        });

    [Fact]
    public void Impostor_comparisons_are_every_reference_with_every_probe_of_the_others()
    {
        // Two people with 4 images enroll (4 references and 4 probes each), a third with one image only attempts.
        PersonEmbeddings[] people = [Four(), Four(), Person([0, 1])];

        var scores = FusedProtocol.Compare(people, references: 3, probes: 1, seed: 1);

        Assert.Equal([4, 4], scores.GenuineByPerson.Select(person => person.Length));
        Assert.Equal((4 * (4 + 1)) + (4 * (4 + 1)), scores.Impostor.Length);

        static PersonEmbeddings Four() => Person([1, 0], [1, 0.1f], [1, 0.2f], [1, 0.3f]);
    }

    private static bool Near(float a, float b) => MathF.Abs(a - b) < 1e-6f;

    private static PersonEmbeddings Person(params float[][] images) => new("someone", [.. images.Select(image => Embedding.FromVector(image))]);
}
