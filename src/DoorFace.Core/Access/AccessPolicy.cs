using DoorFace.Core.Biometrics;
using DoorFace.Core.Liveness;
using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// Says whether the face in view opens the door. It keeps nothing: every answer follows from the arguments.
/// A frame goes through it in three questions, cheapest first: <see cref="Screen"/> (is there one face to look at?),
/// <see cref="ScreenView"/> (is it upright, frontal and uncovered, so that it counts?), <see cref="Decide"/> (do the views so far say who it is?).
/// </summary>
public sealed class AccessPolicy(AccessRules rules)
{
    /// <summary>A face that stays turned for so long is refused as that, and audited: until then it may be a head that bends.</summary>
    private static readonly TimeSpan TurnedTime = TimeSpan.FromSeconds(1.5);

    public AccessRules Rules => rules;

    /// <summary>Looks at the faces of one frame before anything costly is done with them.</summary>
    /// <param name="nearestFirst">All faces, nearest first; the first is the one that would be let in.</param>
    /// <returns>Why none of them can count, or null when the first can.</returns>
    public DenialReason? Screen(ReadOnlySpan<FaceBox> nearestFirst)
    {
        if (nearestFirst.Length > 1
            && (rules.SeveralFaces == SeveralFacesRule.Refuse || !(nearestFirst[0].Width >= Widest(nearestFirst[1..]) * rules.NearestFactor)))
        {
            return DenialReason.SeveralFaces;
        }

        // Written so that a width that is not a number is too small.
        return nearestFirst.Length > 0 && !(nearestFirst[0].Width >= rules.MinimumFaceWidth) ? DenialReason.FaceTooSmall : null;
    }

    /// <summary>Looks at one described view.</summary>
    /// <returns>Why it does not count, or null when it does.</returns>
    public DenialReason? ScreenView(in FaceObservation view) =>
        view.LooksCoveredRatherThanTurned(rules.MinimumUprightness, rules.MaximumCovering) ? DenialReason.FaceCovered
        : !(view.Uprightness >= rules.MinimumUprightness) ? DenialReason.NotUpright
        : !(view.Frontality >= rules.MinimumFrontality) ? DenialReason.NotFrontal
        : !(view.Covering <= rules.MaximumCovering) ? DenialReason.FaceCovered
        : null;

    /// <summary>
    /// What to say of a view that <see cref="ScreenView"/> has refused. Of many views of an uncovered face one may look covered: that is said only after as
    /// many in a row as open the door.
    /// </summary>
    /// <param name="reason">Why.</param>
    /// <param name="track">The face in view, which knows since when it is turned, and how many views were covered.</param>
    /// <param name="now">The instant of the frame.</param>
    public AccessDecision Refuse(DenialReason reason, FaceTrack track, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(track);
        return reason switch
        {
            DenialReason.NotUpright when now - (track.TurnedSince ?? now) < TurnedTime => AccessDecision.Undecided,
            DenialReason.FaceCovered when track.CoveredViews < rules.ProbeViews => AccessDecision.Undecided,
            _ => AccessDecision.Denied(reason),
        };
    }

    /// <summary>Whether a further view now would add to the track.</summary>
    public bool WantsView(FaceTrack track, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(track);
        return track.Count == 0 || now - track.LastViewAt >= rules.ViewSpacing;
    }

    /// <summary>Decides over the views of a track.</summary>
    /// <param name="track">The face in view.</param>
    /// <param name="gallery">Everyone who may come in, fused per resident.</param>
    /// <param name="operatingPoint">The threshold for a gallery of that size.</param>
    /// <param name="now">The instant of the frame.</param>
    public AccessDecision Decide(FaceTrack track, ReferenceGallery gallery, OperatingPoint operatingPoint, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(operatingPoint);
        var since = new MonotonicInstant(now.SinceOrigin - rules.Window);
        var best = track.BestViews(rules.ProbeViews, since);
        if (best.Length < rules.ProbeViews)
        {
            return AccessDecision.Undecided;
        }

        if (gallery.Search(track.Fuse(best)) is not { } likely)
        {
            return AccessDecision.Denied(DenialReason.NobodyEnrolled);
        }

        // From here on only views count that each look like that resident by themselves. Identity and liveness then rest on the same
        // views, so that a live face cannot vouch for the photograph that takes its place.
        var threshold = operatingPoint.Threshold;
        var isLive = track.LivenessOf(best).Judge(rules.ProbeViews, rules.LivenessThreshold) == PresentationVerdict.Live;
        var agreeing = track.BestViewsOf(likely.Subject, operatingPoint.ViewThreshold, rules.ProbeViews, since);
        if (agreeing.Length < rules.ProbeViews)
        {
            return AccessDecision.Denied(likely.Score >= threshold ? DenialReason.InconsistentCandidate : DenialReason.BelowThreshold, likely, threshold, isLive);
        }

        if (gallery.Search(track.Fuse(agreeing)) is not { } candidate || candidate.Subject != likely.Subject)
        {
            return AccessDecision.Denied(DenialReason.InconsistentCandidate, likely, threshold, isLive);
        }

        if (track.LivenessOf(agreeing).Judge(rules.ProbeViews, rules.LivenessThreshold) != PresentationVerdict.Live)
        {
            return AccessDecision.Denied(DenialReason.PresentationAttack, candidate, threshold, isAttempt: true);
        }

        return candidate.Score >= threshold
            ? AccessDecision.Granted(candidate, threshold)
            : AccessDecision.Denied(DenialReason.BelowThreshold, candidate, threshold, isAttempt: true);
    }

    private static float Widest(ReadOnlySpan<FaceBox> faces)
    {
        var widest = 0f;
        foreach (var face in faces)
        {
            widest = MathF.Max(widest, face.Width);
        }

        return widest;
    }
}
