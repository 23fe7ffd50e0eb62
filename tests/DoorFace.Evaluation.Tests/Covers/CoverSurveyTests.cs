using DoorFace.Core.Access;
using DoorFace.Core.Enrollment;
using DoorFace.Evaluation.Covers;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Pictures;
using DoorFace.Evaluation.Tests.Support;
using DoorFace.Host.Control;
using DoorFace.Tests.Support;
using DoorFace.Vision;

namespace DoorFace.Evaluation.Tests.Covers;

public sealed class CoverSurveyTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public CoverSurveyTests()
    {
        _folder.Write("Al/1.png", EvaluationFolder.Portrait());
        _folder.Write("Al/2.png", EvaluationFolder.GreyPicture());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_kind_that_sets_the_measure_judges_it() => Assert.Empty(Cover.Setting.Intersect(Cover.Judging));

    [Fact]
    public void A_portrait_is_measured_as_it_is_spoiled_and_covered()
    {
        using var analyzer = TestAnalyzer.Create();

        var findings = new CoverSurvey(new ImageDecoder(), analyzer, new EnrollmentRules(), new AccessPolicy(new AccessRules())).Measure(
            DatasetReader.Read(_folder.Path, 6), null, TestContext.Current.CancellationToken);

        Assert.Null(Assert.Single(findings.Uncovered).Door);
        Assert.Single(findings.Views, view => view.Spoiling != Spoiling.None);
        var covered = findings.Views.Where(view => view.Cover is { } cover && Cover.Judging.Contains(cover)).ToList();
        Assert.Equal(3, covered.Count);
        Assert.All(covered, view => Assert.True(view.IsRefusedAtDoor && view.Enrollment is not null));
        Assert.Equal([true, false], findings.Approaches.OrderBy(approach => approach.Cover is not null).Select(approach => approach.Compared));
    }

    [Fact]
    public void Another_picture_gets_other_covers_also_when_nobody_watches_the_progress()
    {
        using var analyzer = TestAnalyzer.Create();
        _folder.Write("Bo/1.png", File.ReadAllBytes(Path.Combine(_folder.Path, "Al", "1.png")));

        var findings = new CoverSurvey(new ImageDecoder(), analyzer, new EnrollmentRules(), new AccessPolicy(new AccessRules())).Measure(
            DatasetReader.Read(_folder.Path, 6), null, TestContext.Current.CancellationToken);

        var kinds = findings.Views.Where(view => view.Cover is not null).GroupBy(view => view.Person, view => view.Cover).ToList();
        Assert.Equal(2, kinds.Count);
        Assert.Empty(kinds[0].Intersect(kinds[1]));
    }

    [Fact]
    public void The_same_seed_draws_the_same_cover_and_another_another()
    {
        using var analyzer = TestAnalyzer.Create();
        var analysis = new FaceAnalysis();
        using var picture = new ImageDecoder().Read(Path.Combine(_folder.Path, "Al", "1.png"), "1.png");
        analyzer.Analyze(picture, analysis);

        foreach (var cover in (IEnumerable<Cover>)[.. Cover.Setting, .. Cover.Judging, .. Cover.Others])
        {
            using var first = CoverDrawer.Draw(picture, analysis.Landmarks, cover, 1);
            using var again = CoverDrawer.Draw(picture, analysis.Landmarks, cover, 1);
            using var other = CoverDrawer.Draw(picture, analysis.Landmarks, cover, 2);
            Assert.True(first.Pixels.SequenceEqual(again.Pixels), $"{cover}");
            Assert.False(first.Pixels.SequenceEqual(other.Pixels), $"{cover}");
            Assert.False(first.Pixels.SequenceEqual(picture.Pixels), $"{cover}");
        }
    }

    [Fact]
    public void The_command_prints_kinds_uncovered_faces_and_matches()
    {
        var (code, output, error) = DoorFaceProgram.Measure(["eval", _folder.Path, "--covers", "--set", "Access:MaximumCovering=1"]);

        Assert.Equal((ExitCodes.Success, ""), (code, error));
        Assert.Contains("1 uncovered faces that are not turned away, 3 with covers", output, StringComparison.Ordinal);
        Assert.Contains("Uncovered, refused as covered: 0", output, StringComparison.Ordinal);
        Assert.Contains("with the check, at enrollment and at the door", output, StringComparison.Ordinal);
    }
}
