using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Models;

namespace DoorFace.Vision;

/// <summary>
/// From a frame to faces, and from a face to its landmarks, features and liveness. Owns the model sessions and their buffers; a frame
/// in steady state allocates no managed memory. For one thread at a time.
/// </summary>
public sealed class FaceAnalyzer : IDisposable
{
    /// <summary>Frames with a shorter side, in pixels, show no face that could be told from another.</summary>
    public const int SmallestSide = 16;

    /// <summary>Numbers that <see cref="DescribeCovering"/> writes.</summary>
    public const int CoverFeatures = LowerFace.Count;

    private readonly FaceDetector _detector;
    private readonly LandmarkDetector _landmarks;
    private readonly FaceEmbedder _embedder;
    private readonly LivenessScorer _liveness;
    private readonly AlignedLuma _aligned = new();
    private readonly QualityMeter _quality;
    private readonly CoverMeter _cover;
    private readonly TimeProvider _time;
    private (FrameFormat Format, int Width, int Height)? _seen;
    private Frame? _blank;

    /// <param name="catalog">Where the models come from.</param>
    /// <param name="options">Settings.</param>
    /// <param name="time">For <see cref="FaceAnalysis.Timings"/>; the system's clock when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ModelException">A model is not the one the catalog describes.</exception>
    public FaceAnalyzer(ModelCatalog catalog, VisionOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _time = time ?? TimeProvider.System;
        EmbedderHash = catalog[ModelRole.Embedder].Hash;
        var sessions = CreateSessions(catalog, options.Threads);
        var minimumScore = options.MinimumDetectionScore ?? catalog[ModelRole.Detector].OperatingPoints[0].Threshold;
        _detector = new FaceDetector(sessions[ModelRole.Detector], minimumScore, options.NmsOverlap);
        _landmarks = new LandmarkDetector(sessions[ModelRole.Landmarks]);
        _embedder = new FaceEmbedder(sessions[ModelRole.Embedder]);
        _liveness = new LivenessScorer(sessions[ModelRole.Liveness]);
        (_quality, _cover) = (new QualityMeter(_aligned), new CoverMeter(_aligned));
    }

    /// <summary>The model that makes the features; a gallery of another one cannot be searched with them.</summary>
    public ModelHash EmbedderHash { get; }

    /// <summary>Features of an embedding.</summary>
    public int EmbeddingDimension => _embedder.Dimension;

    /// <summary>Finds the faces of a frame and describes the nearest, if there is any.</summary>
    /// <exception cref="ModelException">A model failed.</exception>
    public void Analyze(Frame frame, FaceAnalysis analysis)
    {
        Detect(frame, analysis);
        if (analysis.FaceCount > 0)
        {
            Describe(frame, analysis, 0);
        }
    }

    /// <summary>Finds the faces of a frame; the analysis forgets what it held.</summary>
    /// <exception cref="ModelException">A model failed.</exception>
    public void Detect(Frame frame, FaceAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(analysis);
        analysis.Clear();
        if (Math.Min(frame.Width, frame.Height) < SmallestSide)
        {
            return;
        }

        _seen = (frame.Format, frame.Width, frame.Height);
        var start = _time.GetTimestamp();
        analysis.SetFaceCount(_detector.Detect(frame, analysis.FaceBuffer));
        analysis.Timings = new StageTimings(_time.GetElapsedTime(start), default, default, default);
    }

    /// <summary>Finds the landmarks, features and liveness of one face.</summary>
    /// <param name="frame">The frame that <see cref="Detect"/> was given.</param>
    /// <param name="analysis">Its result.</param>
    /// <param name="face">Index in <see cref="FaceAnalysis.Faces"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such face.</exception>
    /// <returns>False when the landmarks make no face: what was detected is none.</returns>
    /// <exception cref="ModelException">A model failed, or gave values that are no result.</exception>
    public bool Describe(Frame frame, FaceAnalysis analysis, int face)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentOutOfRangeException.ThrowIfNegative(face);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(face, analysis.FaceCount);
        analysis.ClearDescription();
        var isDescribed = false;
        try
        {
            isDescribed = DescribeInto(frame, analysis, face);
        }
        finally
        {
            if (!isDescribed)
            {
                analysis.ClearDescription();
            }
        }

        return isDescribed;
    }

    /// <summary>Measures how good a picture of the described face the frame is.</summary>
    /// <param name="frame">The frame that <see cref="Describe"/> was given.</param>
    /// <param name="analysis">Its result.</param>
    /// <returns><see cref="CaptureQuality.None"/> when no face is described.</returns>
    public CaptureQuality Measure(Frame frame, FaceAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(analysis);
        return analysis.DescribedFace < 0 ? CaptureQuality.None : _quality.Measure(frame, analysis.Landmarks);
    }

    /// <summary>Writes the numbers by which the covering of the described face is measured; only what sets the measure needs them.</summary>
    /// <param name="frame">The frame that <see cref="Describe"/> was given.</param>
    /// <param name="analysis">Its result.</param>
    /// <param name="features"><see cref="CoverFeatures"/> numbers.</param>
    /// <returns>False when no face is described.</returns>
    public bool DescribeCovering(Frame frame, FaceAnalysis analysis, Span<float> features)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(analysis);
        return analysis.DescribedFace >= 0 && _cover.Describe(frame, analysis.Landmarks, features);
    }

    /// <summary>
    /// Leaves nothing of any frame in memory: not in the tensors, not in the rows in between and not in what ONNX Runtime keeps for its next run.
    /// It costs about as much as a frame with a face in it; nothing when no frame was ever looked at.
    /// </summary>
    /// <exception cref="ModelException">A model failed.</exception>
    public void Zeroize()
    {
        if (_seen is not { } seen)
        {
            return;
        }

        if (_blank is null || (_blank.Format, _blank.Width, _blank.Height) != seen)
        {
            _blank = new Frame(seen.Format, seen.Width, seen.Height);
        }

        _detector.Zeroize(_blank);
        _landmarks.Zeroize(_blank);
        _embedder.Zeroize(_blank);
        _liveness.Zeroize(_blank);
        _aligned.Zeroize(_blank);
    }

    /// <summary>Zeroes the models' tensors and frees them.</summary>
    public void Dispose()
    {
        _detector.Dispose();
        _landmarks.Dispose();
        _embedder.Dispose();
        _liveness.Dispose();
        _blank?.Dispose();
    }

    private static Dictionary<ModelRole, ModelSession> CreateSessions(ModelCatalog catalog, int threads)
    {
        var sessions = new Dictionary<ModelRole, ModelSession>();
        try
        {
            foreach (var role in Enum.GetValues<ModelRole>())
            {
                sessions.Add(role, catalog.CreateSession(role, threads));
            }

            return sessions;
        }
        catch
        {
            foreach (var session in sessions.Values)
            {
                session.Dispose();
            }

            throw;
        }
    }

    private bool DescribeInto(Frame frame, FaceAnalysis analysis, int face)
    {
        var detected = analysis.Faces[face];
        var start = _time.GetTimestamp();
        if (!_landmarks.Detect(frame, detected.Box, analysis.LandmarkBuffer))
        {
            return false;
        }

        var drift = _landmarks.Drift(frame, analysis.LandmarkBuffer);
        var found = _time.GetTimestamp();
        if (!float.IsFinite(drift) || !_embedder.Embed(frame, analysis.LandmarkBuffer, analysis.EmbeddingBuffer(_embedder.Dimension)))
        {
            return false;
        }

        var embedded = _time.GetTimestamp();
        var liveness = _liveness.Score(frame, detected.Box);
        analysis.Timings = new StageTimings(
            analysis.Timings.Detector,
            _time.GetElapsedTime(start, found),
            _time.GetElapsedTime(found, embedded),
            _time.GetElapsedTime(embedded));
        analysis.SetDescription(face, new FaceObservation(
            detected.Box,
            detected.Score,
            FaceGeometry.Frontality(analysis.LandmarkBuffer),
            liveness,
            FaceGeometry.Uprightness(analysis.LandmarkBuffer, drift),
            FaceGeometry.Roll(analysis.LandmarkBuffer),
            _cover.Measure(frame, analysis.LandmarkBuffer)));
        return true;
    }
}
