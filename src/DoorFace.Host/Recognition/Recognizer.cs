using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Host.Gallery;
using DoorFace.Vision;

namespace DoorFace.Host.Recognition;

/// <summary>
/// From one frame to one decision: detect, screen, follow, describe, decide. Owns the track and the results, and zeroes them when the
/// face is gone; a little later the models' memory is washed too.
/// </summary>
public sealed class Recognizer(FaceAnalyzer analyzer, AccessPolicy policy)
{
    /// <summary>A face that is missed for this long is gone; a blink of the detector is bridged.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(500);

    /// <summary>After so long without a face the scene counts as empty; washing sooner would cost a frame at every turn of a head.</summary>
    private static readonly TimeSpan ZeroizeTime = TimeSpan.FromSeconds(2);

    private readonly FaceAnalysis _analysis = new();
    private readonly FaceTrack _track = new(policy.Rules.WindowViews, analyzer.EmbeddingDimension);
    private MonotonicInstant? _faceAt;
    private int _number;

    /// <summary>
    /// Whose face is followed, once it was described: the same number for as long as it is followed, and never one that was given before.
    /// Null while none is.
    /// </summary>
    public int? FollowedNumber => _track.Count > 0 ? _number : null;

    /// <summary>What the last frame held; valid until the next one.</summary>
    public FaceAnalysis Analysis => _analysis;

    /// <summary>Whether the view that the last frame added was turned in the picture; null when it added none.</summary>
    public bool? SawTurned { get; private set; }

    /// <summary>Looks at one frame.</summary>
    /// <param name="frame">The newest frame.</param>
    /// <param name="enrolled">Who may come in.</param>
    public AccessDecision Look(Frame frame, EnrolledGallery enrolled)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(enrolled);
        var now = frame.CapturedAt;
        SawTurned = null;
        analyzer.Detect(frame, _analysis);
        if (_analysis.FaceCount == 0)
        {
            _track.Lose(now, LongestGap);
            ZeroizeWhenEmpty(now);
            return AccessDecision.NoFace;
        }

        _faceAt = now;
        if (Screen() is { } unfit)
        {
            // Only views from while the face was near and alone, or clearly nearest, are fused: somebody who squeezes in begins anew.
            _track.Clear();
            return AccessDecision.Denied(unfit);
        }

        if (!_track.Follow(_analysis.Faces[0].Box, now, LongestGap))
        {
            _number++;
        }

        if (policy.WantsView(_track, now))
        {
            if (!analyzer.Describe(frame, _analysis, 0))
            {
                return AccessDecision.NoFace; // What was detected is none.
            }

            var unfitView = policy.ScreenView(_analysis.Observation);
            SawTurned = unfitView == DenialReason.NotUpright;
            _track.NoteTurned(SawTurned.Value, now);
            if (unfitView == DenialReason.FaceCovered)
            {
                _track.Cover();
            }

            if (unfitView is { } reason)
            {
                return policy.Refuse(reason, _track, now);
            }

            _track.Add(_analysis.Observation, _analysis.Embedding, enrolled.Gallery.Search(_analysis.Embedding), now);
        }

        return policy.Decide(_track, enrolled.Gallery, enrolled.OperatingPoint, now);
    }

    /// <summary>How the face that is followed looks, from its best views; empty while none is. Valid until the next frame.</summary>
    public ReadOnlySpan<float> Followed() => _track.Count > 0 ? _track.Fuse(_track.BestViews(policy.Rules.ProbeViews, default)) : [];

    /// <summary>Whether the newest view of the face that is followed looks like those before it: being followed alone cannot tell a swap.</summary>
    /// <param name="least">The score that one view reaches with another of the same person.</param>
    public bool FollowedAgree(ComparisonScore least) => _track.NewestAgrees(least);

    /// <summary>Looks at one frame for a capture: the face and how good a view of it this is. Follows nobody.</summary>
    public CaptureQuality Measure(Frame frame)
    {
        analyzer.Analyze(frame, _analysis);
        _faceAt = frame.CapturedAt;
        return analyzer.Measure(frame, _analysis);
    }

    /// <summary>Forgets the face in view.</summary>
    public void Clear()
    {
        _track.Clear();
        _analysis.Clear();
    }

    /// <summary>To be called with every frame that is not looked at: overwrites all that is left of a face once none was seen for two seconds.</summary>
    /// <param name="now">When the frame was taken.</param>
    public void ZeroizeWhenEmpty(MonotonicInstant now)
    {
        if (_faceAt is { } seen && now - seen > ZeroizeTime)
        {
            Zeroize();
        }
    }

    /// <summary>Forgets the face in view and overwrites all that is left of it.</summary>
    public void Zeroize()
    {
        Clear();
        analyzer.Zeroize();
        _faceAt = null;
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
