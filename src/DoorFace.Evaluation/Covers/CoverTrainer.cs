using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Pictures;
using DoorFace.Vision;
using DoorFace.Vision.Faces;

namespace DoorFace.Evaluation.Covers;

/// <summary>
/// Sets the measure of covers on a data set: the pictures as they are, and spoiled as a door's camera spoils them, against the same with
/// <see cref="Cover.Setting"/> drawn on. The limit is set where people stand who did not set the weights.
/// </summary>
public sealed class CoverTrainer(IImageDecoder decoder, FaceAnalyzer analyzer)
{
    /// <summary>Covers drawn on each picture.</summary>
    private const int CoversEach = 9;

    /// <summary>Of people whose pictures did not set the weights, this share of uncovered pictures is beyond the limit.</summary>
    private const double RefusedShare = 0.01;

    private const int Folds = 5;

    // Without darkness: its noise looks like the small pattern of a cloth, and then cloth would look like skin.
    private static readonly Spoiling[] Spoilings = [Spoiling.SlightBlur, Spoiling.MotionBlur, Spoiling.Fog];

    private readonly FaceAnalysis _analysis = new();
    private readonly List<Example> _examples = [];

    /// <param name="data">The pictures.</param>
    /// <param name="progress">Told after each image; may be null.</param>
    /// <param name="cancellation">Stops between two images.</param>
    public CoverWeights Train(FaceDataSet data, IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var done = 0;
        for (var person = 0; person < data.People.Count; person++)
        {
            foreach (var file in data.People[person].Files)
            {
                cancellation.ThrowIfCancellationRequested();
                Look(file, person, done);
                done++;
                progress?.Report(new EvaluationProgress(done, data.ImageCount));
            }
        }

        if (!_examples.Any(example => example.Covered))
        {
            throw new EvaluationException($"None of the {data.ImageCount} images in '{data.Root}' shows a face.");
        }

        var limit = Limit();
        var all = Fit(_examples);
        return new CoverWeights(
            string.Create(CultureInfo.InvariantCulture, $"{data.Name}: {_examples.Count(e => e.Judges)} pictures, {_examples.Count(e => e.Covered)} with a cover, {Spoilings.Length} kinds of spoiling"),
            $"doorface-lab eval ../shared/datasets/{data.Name} --set-covers models/face-cover.json",
            Rounded(all.Bias - limit),
            [.. all.Weights.Select(Rounded)]);
    }

    private static LogisticRegression Fit(IEnumerable<Example> examples) => LogisticRegression.Fit([.. examples.Select(example => (example.Features, example.Covered))]);

    private static float Rounded(float value) => float.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // What those score who did not set the weights.
    private float Limit()
    {
        var scores = new List<float>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = Fit(_examples.Where(example => example.Person % Folds != fold));
            scores.AddRange(_examples.Where(example => example.Person % Folds == fold && example.Judges).Select(example => model.Score(example.Features)));
        }

        scores.Sort();
        return scores[^Math.Max(1, (int)(scores.Count * RefusedShare))];
    }

    private void Look(string file, int person, int seed)
    {
        try
        {
            using var picture = decoder.Read(file, file);
            if (!Describe(picture))
            {
                return;
            }

            float[] landmarks = [.. _analysis.Landmarks];
            Add(picture, person, false, true);
            foreach (var how in Spoilings)
            {
                using var spoiled = PictureSpoiler.Spoil(picture, FaceTraits.Eye(landmarks, 36), FaceTraits.Eye(landmarks, 42), how);
                if (Describe(spoiled))
                {
                    Add(spoiled, person, false, false);
                }
            }

            for (var i = 0; i < CoversEach; i++)
            {
                using var covered = CoverDrawer.Draw(picture, landmarks, Cover.Setting[((seed * CoversEach) + i) % Cover.Setting.Count], (seed * CoversEach) + i);
                if (Describe(covered))
                {
                    Add(covered, person, true, false);
                }
            }
        }
        catch (Exception e) when (e is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            // Not a picture; the plain evaluation names it.
        }
    }

    private void Add(Frame frame, int person, bool covered, bool judges)
    {
        var features = new float[FaceAnalyzer.CoverFeatures];
        if (analyzer.DescribeCovering(frame, _analysis, features))
        {
            _examples.Add(new Example(features, person, covered, judges));
        }
    }

    private bool Describe(Frame frame)
    {
        analyzer.Detect(frame, _analysis);
        return _analysis.FaceCount > 0 && analyzer.Describe(frame, _analysis, Evaluator.NearestToCentre(_analysis.Faces, frame));
    }

    private sealed record Example(float[] Features, int Person, bool Covered, bool Judges);
}
