using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Tests.Support;
using DoorFace.Evaluation.Turns;
using DoorFace.Vision;

namespace DoorFace.Evaluation.Tests.Turns;

public sealed class TurnSurveyTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public TurnSurveyTests()
    {
        // One face as of two people: they match wherever the door compares them.
        _folder.Write("Al/1.png", EvaluationFolder.Portrait());
        _folder.Write("Al/2.png", EvaluationFolder.GreyPicture());
        _folder.Write("Bo/1.png", EvaluationFolder.Portrait());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Upright_faces_are_compared_and_turned_ones_are_not()
    {
        var figures = Measure(new AccessRules(), 0, 15, 180);

        Assert.All(figures, of => Assert.Equal((3, 2, 1L, 1L), (of.Pictures, of.Found, of.Comparisons, of.Matches)));
        Assert.Equal([(0, 0, 1L, 1L), (0, 0, 1L, 1L), (2, 2, 0L, 0L)], figures.Select(Checked));
    }

    [Fact]
    public void A_turned_face_that_the_door_takes_for_covered_is_turned_and_refused()
    {
        // Every face looks covered to such a door.
        var figures = Measure(new AccessRules { MaximumCovering = 0 }, 0, 180);

        Assert.Equal([(0, 2, 0L, 0L), (2, 2, 0L, 0L)], figures.Select(Checked));
    }

    private static (int Turned, int Refused, long Comparisons, long Matches) Checked(TurnFigures of) => (of.Turned, of.Refused, of.PassingComparisons, of.PassingMatches);

    private IReadOnlyList<TurnFigures> Measure(AccessRules rules, params double[] turns)
    {
        using var analyzer = TestAnalyzer.Create();
        return new TurnSurvey(new ImageDecoder(), analyzer, new AccessPolicy(rules), new ComparisonScore(0.463f)).Measure(
            DatasetReader.Read(_folder.Path, 6), turns, null, TestContext.Current.CancellationToken);
    }
}
