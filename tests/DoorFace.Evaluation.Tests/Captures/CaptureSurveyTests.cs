using DoorFace.Core.Enrollment;
using DoorFace.Evaluation.Captures;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Pictures;
using DoorFace.Evaluation.Tests.Support;
using DoorFace.Host.Control;
using DoorFace.Tests.Support;
using DoorFace.Vision;

namespace DoorFace.Evaluation.Tests.Captures;

public sealed class CaptureSurveyTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public CaptureSurveyTests()
    {
        _folder.Write("Al/1.png", EvaluationFolder.Portrait());
        _folder.Write("Al/2.png", EvaluationFolder.GreyPicture());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_good_portrait_is_taken_and_refused_for_what_was_done_to_it()
    {
        using var analyzer = TestAnalyzer.Create();

        var captures = new CaptureSurvey(new ImageDecoder(), analyzer, new EnrollmentRules()).Measure(
            DatasetReader.Read(_folder.Path, 6), null, TestContext.Current.CancellationToken);

        Assert.All(captures.Values, of => Assert.Equal("Al/1.png", of.Single().File));
        var reasons = captures.ToDictionary(of => of.Key, of => of.Value.Single().Fault?.Reason);
        Assert.Null(reasons[Spoiling.None]);
        Assert.Equal(1, captures[Spoiling.None].Single().Similarity, 1e-3f);
        Assert.Contains(reasons[Spoiling.Blur], (CaptureRefusal?[])[CaptureRefusal.Blurred, CaptureRefusal.NoFace]);
        Assert.InRange(captures[Spoiling.SlightBlur].Single().Quality.Sharpness, 0, captures[Spoiling.None].Single().Quality.Sharpness / 2);
        Assert.Equal(CaptureRefusal.TooDark, reasons[Spoiling.Darkness]);
        Assert.Contains(reasons[Spoiling.OverExposure], (CaptureRefusal?[])[CaptureRefusal.TooBright, CaptureRefusal.NoFace]);
        Assert.Contains(reasons[Spoiling.Fog], (CaptureRefusal?[])[CaptureRefusal.LowContrast, CaptureRefusal.NoFace]);
        Assert.Contains(reasons[Spoiling.EyeBar], (CaptureRefusal?[])[CaptureRefusal.EyesHidden, CaptureRefusal.NoFace]);
        Assert.Contains(reasons[Spoiling.DarkGlasses], (CaptureRefusal?[])[CaptureRefusal.EyesHidden, CaptureRefusal.NoFace]);
        Assert.Contains(CaptureRefusal.EyesHidden, reasons.Values.OfType<CaptureRefusal>());
        Assert.NotNull(reasons[Spoiling.CutOff]);
    }

    [Fact]
    public void The_command_prints_figures_limits_and_refusals()
    {
        var (code, output, error) = DoorFaceProgram.Measure(["eval", _folder.Path, "--capture-quality", "--set", "Enrollment:MinimumSharpness=0.99"]);

        Assert.Equal((ExitCodes.Success, ""), (code, error));
        Assert.Contains("1 captures, each as it is and spoiled", output, StringComparison.Ordinal);
        Assert.Contains("≥ 0.990", output, StringComparison.Ordinal);
        Assert.Contains("Al/1.png: Blurred", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Measuring_captures_goes_with_no_other_output()
    {
        var (code, _, error) = DoorFaceProgram.Measure(["eval", _folder.Path, "--capture-quality", "--json"]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("Give --capture-quality without", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_face_is_an_error()
    {
        _folder.Write("Al/1.png", EvaluationFolder.GreyPicture());

        var (code, _, error) = DoorFaceProgram.Measure(["eval", _folder.Path, "--capture-quality"]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("shows a face", error, StringComparison.Ordinal);
    }
}
