using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Vision;

namespace DoorFace.Host.Recognition;

/// <summary>
/// From one frame to one decision: detect, screen, follow, describe, decide. Owns the track and the results, and zeroes them when the
/// face is gone; the models' own tensors hold it until the next face, or the end.
/// </summary>
public sealed class Recognizer(FaceAnalyzer analyzer, AccessPolicy policy)
{
    /// <summary>A face that is missed for this long is gone; a blink of the detector is bridged.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(500);

    private readonly FaceAnalysis _analysis = new();
    private readonly FaceTrack _track = new(policy.Rules.WindowViews, analyzer.EmbeddingDimension);

    /// <summary>What the last frame held; valid until the next one.</summary>
    public FaceAnalysis Analysis => _analysis;

    /// <summary>Looks at one frame.</summary>
    /// <param name="frame">The newest frame.</param>
    /// <param name="enrolled">Who may come in.</param>
    public AccessDecision Look(Frame frame, EnrolledGallery enrolled)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(enrolled);
        var now = frame.CapturedAt;
        analyzer.Detect(frame, _analysis);
        if (_analysis.FaceCount == 0)
        {
            _track.Lose(now, LongestGap);
            return AccessDecision.NoFace;
        }

        if (Screen() is { } unfit)
        {
            // Only views from while the face was near and alone, or clearly nearest, are fused: somebody who squeezes in begins anew.
            _track.Clear();
            return AccessDecision.Denied(unfit);
        }

        _track.Follow(_analysis.Faces[0].Box, now, LongestGap);
        if (policy.WantsView(_track, now))
        {
            if (!analyzer.Describe(frame, _analysis, 0))
            {
                return AccessDecision.Denied(DenialReason.NotFrontal);
            }

            if (policy.ScreenView(_analysis.Observation) is { } unfitView)
            {
                return AccessDecision.Denied(unfitView);
            }

            _track.Add(_analysis.Observation, _analysis.Embedding, enrolled.Gallery.Search(_analysis.Embedding), now);
        }

        return policy.Decide(_track, enrolled.Gallery, enrolled.OperatingPoint, now);
    }

    /// <summary>Looks at one frame for a capture: the face and how good a view of it this is. Follows nobody.</summary>
    public CaptureQuality Measure(Frame frame)
    {
        analyzer.Analyze(frame, _analysis);
        return analyzer.Measure(frame, _analysis);
    }

    /// <summary>Forgets the face in view.</summary>
    public void Clear()
    {
        _track.Clear();
        _analysis.Clear();
    }

    private DenialReason? Screen()
    {
        Span<FaceBox> boxes = stackalloc FaceBox[_analysis.FaceCount];
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = _analysis.Faces[i].Box;
        }

        return policy.Screen(boxes);
    }
}
