using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision;

namespace DoorFace.Host.Recognition;

/// <summary>
/// From one frame to one decision: detect, screen, follow, describe, decide. Owns the buffers that a face passes through
/// and zeroes them when it is gone.
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
            analyzer.Describe(frame, _analysis, 0);
            if (policy.ScreenView(_analysis.Observation) is { } unfitView)
            {
                return AccessDecision.Denied(unfitView);
            }

            _track.Add(_analysis.Observation, _analysis.Embedding, enrolled.Gallery.Search(_analysis.Embedding), now);
        }

        return policy.Decide(_track, enrolled.Gallery, enrolled.OperatingPoint, now);
    }

    /// <summary>Forgets the face in view.</summary>
    public void Clear()
    {
        _track.Clear();
        _analysis.Clear();
    }

    private DenialReason? Screen()
    {
        Span<float> widths = stackalloc float[_analysis.FaceCount];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = _analysis.Faces[i].Box.Width;
        }

        widths.Sort((a, b) => b.CompareTo(a));
        return policy.Screen(widths);
    }
}
