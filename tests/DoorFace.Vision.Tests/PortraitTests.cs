using DoorFace.Tests.Support;

namespace DoorFace.Vision.Tests;

/// <summary>Portraits of two people, several photographs each.</summary>
[Collection(AnalyzerGroup.Name)]
[Trait("Category", "Dataset")]
public sealed class PortraitTests(AnalyzerFixture fixture, ITestOutputHelper output)
{
    private static readonly string Folder = RepositoryFiles.DataSet("portraits");

    [Fact]
    public void Each_person_matches_on_all_their_photographs_and_never_the_other()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The portraits are not beside the repository (../shared/datasets/portraits).");

        // On the picture of both, the first of the two front faces from the left is the vice president.
        List<(string Person, PhotoFace Face)> faces =
        [
            .. Faces("obama-1.jpg", "obama-2.jpg", "obama-3.jpg", "obama-4-crowd.jpg", "obama-partial.jpg").Select(f => ("obama", f)),
            .. Faces("biden-1.jpg", "biden-2.jpg").Select(f => ("biden", f)),
            .. Faces("obama-and-biden.jpg").Take(2).Select((f, i) => (i == 0 ? "biden" : "obama", f)),
        ];

        var threshold = Repository.MatchThreshold();
        for (var i = 0; i < faces.Count; i++)
        {
            for (var j = i + 1; j < faces.Count; j++)
            {
                var score = faces[i].Face.Embedding.CompareWith(faces[j].Face.Embedding).Value;
                output.WriteLine($"{score:0.000}  {faces[i].Person} {faces[i].Face.Photo}  {faces[j].Person} {faces[j].Face.Photo}");
                Assert.Equal(faces[i].Person == faces[j].Person, score >= threshold);
            }
        }
    }

    private IEnumerable<PhotoFace> Faces(params string[] names) => names.SelectMany(name =>
    {
        using var photo = Repository.Decode(Path.Combine(Folder, name));
        return PhotoFace.All(fixture.Analyzer, photo, name);
    });
}
