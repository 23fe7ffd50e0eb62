using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Evaluation.Covers;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Pictures;
using DoorFace.Vision;

namespace DoorFace.Evaluation.Captures;

/// <summary>Measures every picture of a data set as a capture for enrollment: as it is, and spoiled in every way.</summary>
public sealed class CaptureSurvey(IImageDecoder decoder, FaceAnalyzer analyzer, EnrollmentRules rules)
{
    private readonly FaceAnalysis _analysis = new();

    /// <param name="data">The images; those without a face or not readable are left out, as <c>doorface-lab eval</c> without this option lists them.</param>
    /// <param name="progress">Told after each image; may be null.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <returns>For each spoiling, the captures in the order of the data set.</returns>
    /// <exception cref="EvaluationException">Not one image shows a face.</exception>
    public IReadOnlyDictionary<Spoiling, List<MeasuredCapture>> Measure(FaceDataSet data, IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var captures = Enum.GetValues<Spoiling>().ToDictionary(how => how, _ => new List<MeasuredCapture>());
        var done = 0;
        foreach (var file in data.People.SelectMany(person => person.Files))
        {
            cancellation.ThrowIfCancellationRequested();
            MeasureFile(data.Root, file, captures);
            done++;
            progress?.Report(new EvaluationProgress(done, data.ImageCount));
        }

        return captures[Spoiling.None].Count > 0 ? captures : throw new EvaluationException($"None of the {data.ImageCount} images in '{data.Root}' shows a face.");
    }

    private void MeasureFile(string root, string file, Dictionary<Spoiling, List<MeasuredCapture>> captures)
    {
        var name = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
        try
        {
            using var picture = decoder.Read(file, name);
            if (!Describe(picture))
            {
                return;
            }

            var original = Embedding.FromVector(_analysis.Embedding);
            var pose = analyzer.Measure(picture, _analysis).Pose;
            var (rightEye, leftEye) = (FaceTraits.Eye(_analysis.Landmarks, 36), FaceTraits.Eye(_analysis.Landmarks, 42));
            foreach (var how in Enum.GetValues<Spoiling>())
            {
                using var spoiled = PictureSpoiler.Spoil(picture, rightEye, leftEye, how);
                captures[how].Add(MeasureSpoiled(name, spoiled, original, pose));
            }
        }
        catch (Exception e) when (e is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            // Not a picture; the plain evaluation names it.
        }
    }

    // Of the picture's subject, as if nobody else were in it.
    private MeasuredCapture MeasureSpoiled(string name, Frame frame, Embedding original, HeadPose pose)
    {
        if (!Describe(frame))
        {
            return new MeasuredCapture(name, default, CaptureQuality.None, rules.Screen(0, default, CaptureQuality.None), 0, float.NaN);
        }

        var (face, quality) = (_analysis.Observation, analyzer.Measure(frame, _analysis));
        var similarity = Embedding.FromVector(_analysis.Embedding).CompareWith(original).Value;
        return new MeasuredCapture(name, face, quality, rules.Screen(1, face, quality), similarity, quality.Pose.DistanceTo(pose));
    }

    private bool Describe(Frame frame)
    {
        analyzer.Detect(frame, _analysis);
        return _analysis.FaceCount > 0 && analyzer.Describe(frame, _analysis, Evaluator.NearestToCentre(_analysis.Faces, frame));
    }
}
