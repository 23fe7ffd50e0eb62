using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision;
using DoorFace.Vision.Faces;

namespace DoorFace.Evaluation.Data;

/// <summary>Makes the features of a data set, each image once, by the same code that looks at the door's frames. For one thread at a time.</summary>
public sealed class Evaluator(IImageDecoder decoder, FaceAnalyzer analyzer)
{
    private readonly List<ImageFailure> _undetected = [];
    private readonly List<ImageFailure> _unreadable = [];

    /// <summary>Describes, in each image, the face whose box is nearest to the picture's centre: the person the picture is of.</summary>
    /// <param name="data">The images.</param>
    /// <param name="progress">Told after each image; may be null.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="EvaluationException">Not one image gave features.</exception>
    public EmbeddedDataSet Embed(FaceDataSet data, IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        _undetected.Clear();
        _unreadable.Clear();
        var (done, total) = (0, data.ImageCount);
        var people = new List<PersonEmbeddings>(data.People.Count);
        var analysis = new FaceAnalysis();
        foreach (var person in data.People)
        {
            var embeddings = new List<Embedding>(person.Files.Count);
            foreach (var file in person.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Describe(data.Root, file, analysis) is { } embedding)
                {
                    embeddings.Add(embedding);
                }

                done++;
                progress?.Report(new EvaluationProgress(done, total));
            }

            people.Add(new PersonEmbeddings(person.Name, embeddings));
        }

        if (_undetected.Count + _unreadable.Count == total)
        {
            var first = _unreadable.Concat(_undetected).First();
            throw new EvaluationException($"None of the {total} images in '{data.Root}' shows a face that could be described; the first is '{first.File}': {first.Reason}");
        }

        return new EmbeddedDataSet(data.Name, analyzer.EmbedderHash, people, [.. _undetected], [.. _unreadable]);
    }

    private Embedding? Describe(string root, string file, FaceAnalysis analysis)
    {
        var name = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
        try
        {
            using var frame = decoder.Read(file, name);
            analyzer.Detect(frame, analysis);
            if (analysis.FaceCount > 0 && analyzer.Describe(frame, analysis, NearestToCentre(analysis.Faces, frame)))
            {
                return Embedding.FromVector(analysis.Embedding);
            }

            _undetected.Add(new ImageFailure(name, "no face found"));
        }
        catch (Exception e) when (e is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(new ImageFailure(name, e.Message));
        }

        return null;
    }

    /// <summary>The face that the picture is of; there is at least one.</summary>
    internal static int NearestToCentre(ReadOnlySpan<DetectedFace> faces, Frame frame)
    {
        var (nearest, smallest) = (0, float.PositiveInfinity);
        for (var i = 0; i < faces.Length; i++)
        {
            var distance = float.Hypot(faces[i].Box.CenterX - (frame.Width / 2f), faces[i].Box.CenterY - (frame.Height / 2f));
            if (distance < smallest)
            {
                (nearest, smallest) = (i, distance);
            }
        }

        return nearest;
    }
}
