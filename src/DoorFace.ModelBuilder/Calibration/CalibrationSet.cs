using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Models;

namespace DoorFace.ModelBuilder.Calibration;

/// <summary>
/// Inputs of models as the door's own pipeline, with the float models, makes them from photographs: each face is seen again and
/// again in another <see cref="FrameVariant"/>.
/// </summary>
internal sealed class CalibrationSet : IDisposable
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    private readonly Dictionary<ModelRole, ModelSession> _sessions;
    private readonly FaceDetector _detector;
    private readonly LandmarkDetector _landmarks;
    private readonly FaceEmbedder _embedder;
    private readonly LivenessScorer _liveness;
    private readonly DetectedFace[] _faces = new DetectedFace[FaceAnalysis.Capacity];
    private readonly float[] _points = new float[FaceAnalysis.LandmarkValues];
    private readonly float[] _features;
    private readonly Dictionary<ModelRole, List<float[]>> _inputs;

    private CalibrationSet(ModelCatalog catalog, IReadOnlyList<ModelRole> roles)
    {
        _inputs = roles.ToDictionary(role => role, _ => new List<float[]>());
        _sessions = Enum.GetValues<ModelRole>().ToDictionary(role => role, role => catalog.CreateSession(role));
        _detector = new FaceDetector(_sessions[ModelRole.Detector], catalog[ModelRole.Detector].OperatingPoints[0].Threshold, new VisionOptions().NmsOverlap);
        _landmarks = new LandmarkDetector(_sessions[ModelRole.Landmarks]);
        _embedder = new FaceEmbedder(_sessions[ModelRole.Embedder]);
        _liveness = new LivenessScorer(_sessions[ModelRole.Liveness]);
        _features = new float[_embedder.Dimension];
    }

    /// <summary>Makes a set.</summary>
    /// <param name="catalog">The float models.</param>
    /// <param name="roles">Whose inputs.</param>
    /// <param name="folder">The photographs; taken in the order of their names.</param>
    /// <param name="count">How many variants; those in which the detector does not find the face are left out.</param>
    /// <param name="seed">Starts the draws.</param>
    /// <param name="progress">Told the share of the work done, 0..1.</param>
    /// <param name="cancellation">Stops between variants.</param>
    /// <returns>The inputs by role, for all roles in the same order.</returns>
    /// <exception cref="ModelBuildException">The folder holds no picture with a face.</exception>
    /// <exception cref="ModelException">A float model is not the one the catalog describes.</exception>
    /// <exception cref="ImageFormatException">A picture cannot be read.</exception>
    public static IReadOnlyDictionary<ModelRole, IReadOnlyList<float[]>> Make(
        ModelCatalog catalog,
        IReadOnlyList<ModelRole> roles,
        string folder,
        int count,
        int seed,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        using var set = new CalibrationSet(catalog, roles);
        var faces = set.FindFaces(folder);
        if (faces.Count == 0)
        {
            throw new ModelBuildException($"{folder}: no picture with a face was found; give a folder with photographs of faces.");
        }

        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report((double)i / count);
            var (photograph, face) = faces[i % faces.Count];
            var variant = FrameVariant.Draw(random, face);
            using var frame = variant.Render(photograph, face);
            if (set.Feed(frame, variant))
            {
                foreach (var role in roles)
                {
                    set._inputs[role].Add(set._sessions[role].Input.ToArray());
                }
            }
        }

        return set._inputs.ToDictionary(i => i.Key, i => (IReadOnlyList<float[]>)i.Value);
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }
    }

    private List<(Frame Photograph, FaceBox Face)> FindFaces(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ModelBuildException($"{folder}: the folder of calibration pictures is missing.");
        }

        var decoder = new ImageDecoder();
        var faces = new List<(Frame, FaceBox)>();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal))
        {
            var photograph = decoder.Read(file, Path.GetFileName(file));
            var found = _detector.Detect(photograph, _faces);
            faces.AddRange(_faces.Take(found).Select(f => (photograph, f.Box)));
        }

        return faces;
    }

    /// <summary>Runs the pipeline on the frame's face, as far as inputs are wanted; the sessions keep what each model was given.</summary>
    /// <returns>Whether the face was found.</returns>
    private bool Feed(Frame frame, FrameVariant variant)
    {
        var (x, y) = variant.Centre;
        foreach (var face in _faces.AsSpan(0, _detector.Detect(frame, _faces)))
        {
            if (Math.Abs(face.Box.CenterX - x) < face.Box.Width / 2 && Math.Abs(face.Box.CenterY - y) < face.Box.Height / 2)
            {
                _landmarks.Detect(frame, face.Box, _points);
                if (_inputs.ContainsKey(ModelRole.Embedder))
                {
                    _embedder.Embed(frame, _points, _features);
                }

                if (_inputs.ContainsKey(ModelRole.Liveness))
                {
                    _liveness.Score(frame, face.Box);
                }

                return true;
            }
        }

        return false;
    }
}
