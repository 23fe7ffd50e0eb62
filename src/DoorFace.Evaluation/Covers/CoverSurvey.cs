using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Pictures;
using DoorFace.Vision;

namespace DoorFace.Evaluation.Covers;

/// <summary>Measures what the door and the enrollment say to the pictures of a data set as they are, and with covers that did not set the measure.</summary>
public sealed class CoverSurvey(IImageDecoder decoder, FaceAnalyzer analyzer, EnrollmentRules enrollment, AccessPolicy access)
{
    private const int CoversEach = 3;

    // Of so many pictures, one is looked at in several views.
    private const int ApproachEvery = 8;
    private const int ApproachViews = 12;

    private static readonly Spoiling[] Spoilings = [Spoiling.SlightBlur, Spoiling.MotionBlur, Spoiling.Darkness, Spoiling.Fog];

    private readonly FaceAnalysis _analysis = new();
    private readonly List<CoveredView> _views = [];
    private readonly List<CoveredApproach> _approaches = [];

    /// <param name="data">The images; those without a face or not readable are left out.</param>
    /// <param name="progress">Told after each image; may be null.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="EvaluationException">Not one image shows a face.</exception>
    public CoverFindings Measure(FaceDataSet data, IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        _views.Clear();
        _approaches.Clear();
        var done = 0;
        for (var person = 0; person < data.People.Count; person++)
        {
            foreach (var file in data.People[person].Files)
            {
                cancellation.ThrowIfCancellationRequested();
                MeasureFile(data.Root, file, person, done);
                done++;
                progress?.Report(new EvaluationProgress(done, data.ImageCount));
            }
        }

        return _views.Count > 0 ? new CoverFindings([.. _views], [.. _approaches]) : throw new EvaluationException($"None of the {data.ImageCount} images in '{data.Root}' shows a face.");
    }

    private void MeasureFile(string root, string file, int person, int number)
    {
        var name = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
        try
        {
            using var picture = decoder.Read(file, name);
            if (!Describe(picture))
            {
                return;
            }

            float[] landmarks = [.. _analysis.Landmarks];
            var traits = FaceTraits.Of(picture, landmarks);
            Add(picture, Spoiling.None, null);
            var how = Spoilings[number % Spoilings.Length];
            using (var spoiled = PictureSpoiler.Spoil(picture, FaceTraits.Eye(landmarks, 36), FaceTraits.Eye(landmarks, 42), how))
            {
                Add(spoiled, how, null);
            }

            for (var i = 0; i < CoversEach; i++)
            {
                Draw(Cover.Judging[((number * CoversEach) + i) % Cover.Judging.Count], i, i == 0 && number % ApproachEvery == 0);
            }

            Draw(Cover.Others[number % Cover.Others.Count], CoversEach, false);
            if (number % ApproachEvery == 0)
            {
                Approach(picture, name, null, number);
            }

            void Draw(Cover cover, int place, bool approach)
            {
                using var covered = CoverDrawer.Draw(picture, landmarks, cover, (number * (CoversEach + 1)) + place);
                Add(covered, Spoiling.None, cover);
                if (approach)
                {
                    Approach(covered, name, cover, number);
                }
            }

            void Add(Frame frame, Spoiling spoiling, Cover? cover) => _views.Add(View(frame, name, person, cover, spoiling, traits));
        }
        catch (Exception e) when (e is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            // Not a picture; the plain evaluation names it.
        }
    }

    private CoveredView View(Frame frame, string name, int person, Cover? cover, Spoiling spoiling, FaceTraits traits)
    {
        if (!Describe(frame))
        {
            return new CoveredView(name, person, cover, spoiling, false, default, null, enrollment.Screen(0, default, CaptureQuality.None), null, traits);
        }

        var face = _analysis.Observation;
        return new CoveredView(
            name, person, cover, spoiling, true, face, access.ScreenView(face), enrollment.Screen(1, face, analyzer.Measure(frame, _analysis)),
            Embedding.FromVector(_analysis.Embedding), traits);
    }

    private void Approach(Frame picture, string name, Cover? cover, int seed)
    {
        var random = new Random(seed);
        var (refused, inARow, compared) = (0, 0, false);
        for (var i = 0; i < ApproachViews; i++)
        {
            using var view = PictureView.Of(picture, random);
            var counts = Describe(view) && access.ScreenView(_analysis.Observation) is null;
            refused += counts ? 0 : 1;
            inARow = counts ? inARow + 1 : 0;
            compared |= inARow >= access.Rules.ProbeViews;
        }

        _approaches.Add(new CoveredApproach(name, cover, refused, ApproachViews, compared));
    }

    // Of the picture's subject, as if nobody else were in it.
    private bool Describe(Frame frame)
    {
        analyzer.Detect(frame, _analysis);
        return _analysis.FaceCount > 0 && analyzer.Describe(frame, _analysis, Evaluator.NearestToCentre(_analysis.Faces, frame));
    }
}
