using DoorFace.Core.Biometrics;
using DoorFace.Core.Liveness;
using DoorFace.Core.Time;

namespace DoorFace.Core.Access;

/// <summary>
/// Says whether the face in view opens the door. It keeps nothing: every answer follows from the arguments.
/// A frame goes through it in three questions, cheapest first: <see cref="Screen"/> (is there one face to look at?),
/// <see cref="ScreenView"/> (is it large and frontal enough to count?), <see cref="Decide"/> (do the views so far say who it is?).
/// </summary>
public sealed class AccessPolicy(AccessRules rules)
{
    public AccessRules Rules => rules;

    /// <summary>Looks at the faces of one frame before anything costly is done with them.</summary>
    /// <param name="nearestFirst">The widths of all faces, pixels, widest first.</param>
    /// <returns>Why none of them can count, or null when the first can.</returns>
    public DenialReason? Screen(ReadOnlySpan<float> nearestFirst)
    {
        if (nearestFirst.Length > 1
            && (rules.SeveralFaces == SeveralFacesRule.Refuse || nearestFirst[0] < nearestFirst[1] * rules.NearestFactor))
        {
            return DenialReason.SeveralFaces;
        }

        // Written so that a width that is not a number is too small.
        return nearestFirst.Length > 0 && !(nearestFirst[0] >= rules.MinimumFaceWidth) ? DenialReason.FaceTooSmall : null;
    }

    /// <summary>Looks at one described view.</summary>
    /// <returns>Why it does not count, or null when it does.</returns>
    public DenialReason? ScreenView(in FaceObservation view) => view.Frontality >= rules.MinimumFrontality ? null : DenialReason.NotFrontal;

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
        if (track.CountSince(since) < rules.ProbeViews)
        {
            return AccessDecision.Undecided;
        }

        var threshold = operatingPoint.Threshold;
        if (gallery.Search(track.FuseProbe(rules.ProbeViews, since)) is not { } candidate)
        {
            return AccessDecision.Denied(DenialReason.NobodyEnrolled);
        }

        // Only a presentation that is live is compared with the threshold aloud: an attacker learns nothing from the score.
        if (track.LivenessSince(since).Judge(rules.ProbeViews, rules.LivenessThreshold) != PresentationVerdict.Live)
        {
            return AccessDecision.Denied(DenialReason.PresentationAttack, candidate, threshold);
        }

        if (!(candidate.Score >= threshold))
        {
            return AccessDecision.Denied(DenialReason.BelowThreshold, candidate, threshold);
        }

        return track.CountAgreeing(candidate.Subject, since) >= rules.ProbeViews
            ? AccessDecision.Granted(candidate, threshold)
            : AccessDecision.Denied(DenialReason.InconsistentCandidate, candidate, threshold);
    }
}
