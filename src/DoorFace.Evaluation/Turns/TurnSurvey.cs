using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Pictures;
using DoorFace.Vision;

namespace DoorFace.Evaluation.Turns;

/// <summary>
/// Turns every picture of a data set about its centre, and says of each angle how many faces are found, how many count as turned, and how often
/// strangers match at the door's threshold, one image against one, among all faces and among those that the door would compare. For one thread at a time.
/// </summary>
/// <param name="decoder">Reads the pictures.</param>
/// <param name="analyzer">Describes the faces.</param>
/// <param name="policy">Says which faces count.</param>
/// <param name="threshold">From which score two faces match.</param>
public sealed class TurnSurvey(IImageDecoder decoder, FaceAnalyzer analyzer, AccessPolicy policy, ComparisonScore threshold)
{
    private readonly FaceAnalysis _analysis = new();

    /// <summary>Measures.</summary>
    /// <param name="data">The images; those that cannot be read are left out.</param>
    /// <param name="turns">Angles in degrees, clockwise.</param>
    /// <param name="progress">Told after each image; may be null.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <returns>One for each angle, in their order.</returns>
    public IReadOnlyList<TurnFigures> Measure(
        FaceDataSet data, IReadOnlyList<double> turns, IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(turns);
        var seen = turns.Select(_ => new List<TurnedFace>()).ToArray();
        var (done, pictures) = (0, 0);
        foreach (var (person, file) in data.People.SelectMany((person, index) => person.Files.Select(file => (index, file))))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Read(file) is { } read)
            {
                using var picture = read;
                pictures++;
                for (var i = 0; i < turns.Count; i++)
                {
                    using var turned = PictureTurner.Turn(picture, turns[i]);
                    if (Describe(turned))
                    {
                        var view = _analysis.Observation;
                        seen[i].Add(new TurnedFace(
                            person, view.Uprightness >= policy.Rules.MinimumUprightness, policy.ScreenView(view) is null, Embedding.FromVector(_analysis.Embedding)));
                    }
                }
            }

            done++;
            progress?.Report(new EvaluationProgress(done, data.ImageCount));
        }

        return [.. turns.Select((degrees, i) => Compare(degrees, pictures, seen[i]))];
    }

    private Frame? Read(string file)
    {
        try
        {
            return decoder.Read(file, file);
        }
        catch (Exception e) when (e is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            // Not a picture; the plain evaluation names it.
            return null;
        }
    }

    private bool Describe(Frame frame)
    {
        analyzer.Detect(frame, _analysis);
        return _analysis.FaceCount > 0 && analyzer.Describe(frame, _analysis, Evaluator.NearestToCentre(_analysis.Faces, frame));
    }

    private TurnFigures Compare(double degrees, int pictures, List<TurnedFace> faces)
    {
        long compared = 0, matched = 0, passingCompared = 0, passingMatched = 0;
        for (var i = 0; i < faces.Count; i++)
        {
            for (var j = i + 1; j < faces.Count; j++)
            {
                if (faces[i].Person == faces[j].Person)
                {
                    continue;
                }

                var matches = faces[i].Features.CompareWith(faces[j].Features) >= threshold ? 1 : 0;
                var passing = faces[i].Passes && faces[j].Passes ? 1 : 0;
                compared++;
                matched += matches;
                passingCompared += passing;
                passingMatched += passing * matches;
            }
        }

        return new TurnFigures(
            degrees, pictures, faces.Count, faces.Count(face => !face.IsUpright), faces.Count(face => !face.Passes), compared, matched, passingCompared, passingMatched);
    }

    private readonly record struct TurnedFace(int Person, bool IsUpright, bool Passes, Embedding Features);
}
