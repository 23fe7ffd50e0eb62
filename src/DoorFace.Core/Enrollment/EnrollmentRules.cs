using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>
/// What a capture must be to become a reference. A bad reference opens the door to strangers, so nothing is waved through. Every comparison is
/// written so that a figure that is not a number refuses.
/// </summary>
public sealed record EnrollmentRules
{
    /// <summary>Smallest width of a face, pixels: below it the embedder's input would be mostly interpolation. 40..400.</summary>
    public float MinimumFaceWidth { get; init; } = 80;

    /// <summary>Smallest frontality, 0..1.</summary>
    public float MinimumFrontality { get; init; } = 0.4f;

    /// <summary>
    /// Smallest <see cref="FaceObservation.Uprightness"/>, 0..1: a turned reference opens the door to strangers. Where it comes from stands in
    /// models/landmarks.md.
    /// </summary>
    public float MinimumUprightness { get; init; } = FaceObservation.LeastUprightness;

    // Where the limits below come from, with what was measured on both sides of each, stands in models/quality.md.

    /// <summary>Smallest share of the face inside of the picture, 0..1.</summary>
    public float MinimumVisible { get; init; } = 0.98f;

    /// <summary>Smallest mean luma of the face, 0..255; of ordinary pictures 1 % are below 70.</summary>
    public float MinimumBrightness { get; init; } = 45;

    /// <summary>Largest mean luma of the face, 0..255; of ordinary pictures 1 % are above 180.</summary>
    public float MaximumBrightness { get; init; } = 215;

    /// <summary>Largest share of the face at the end of the scale, 0..1; of ordinary pictures 1 % are above 0.01.</summary>
    public float MaximumOverexposed { get; init; } = 0.15f;

    /// <summary>Smallest standard deviation of the face's luma, 0..128; of ordinary pictures 1 % are below 21.</summary>
    public float MinimumContrast { get; init; } = 16;

    /// <summary>Largest covering of mouth and nose, 0..1, see <see cref="FaceObservation.Covering"/>; with 1 nothing counts as a cover.</summary>
    public float MaximumCovering { get; init; } = 0.5f;

    /// <summary>
    /// Smallest <see cref="CaptureQuality.Sharpness"/>; of ordinary pictures 1 % are below 0.18, of those blurred until nobody matches themself 1 % are
    /// above 0.08.
    /// </summary>
    public float MinimumSharpness { get; init; } = 0.12f;

    /// <summary>Smallest <see cref="CaptureQuality.EyeOpenness"/>; of ordinary pictures 0.6 % are below. Kept low: some eyes are narrow.</summary>
    public float MinimumEyeOpenness { get; init; } = 0.14f;

    /// <summary>Smallest <see cref="CaptureQuality.EyeContrast"/>; of ordinary pictures 1 % are below, some of them with sunglasses.</summary>
    public float MinimumEyeContrast { get; init; } = 0.2f;

    /// <summary>Captures that a guided enrollment takes, 3..10.</summary>
    public int References { get; init; } = 5;

    /// <summary>
    /// Least distance of a guided capture's pose from all before it, in distances between the eyes, 0..0.3; of one and the same head it is measured
    /// to about 0.024.
    /// </summary>
    public float MinimumPoseDistance { get; init; } = 0.06f;

    /// <summary>
    /// Score of fused captures against a resident's fused references from which they are that resident's, 0..1. Between the 1 % of genuine scores that
    /// are below 0.729 and the highest of 144,130 impostors, 0.465.
    /// </summary>
    public float SameResidentScore { get; init; } = 0.7f;

    /// <summary>
    /// How far below the door's threshold such a score must stay for anybody else, 0..0.3: so that who is let in beside a resident is not their
    /// likeness on a bad day. Of strangers one in ten thousand is refused for it in a comparison.
    /// </summary>
    public float SimilarityMargin { get; init; } = 0.05f;

    /// <summary>
    /// Single comparison score from which two pictures are one, encoded or sized anew, 0..1: such a copy adds nothing to the references, and makes them
    /// look more than they are. Between the highest of 781 pairs of two pictures of one person, 0.914, and the lowest of 342 copies, 0.947 (models/quality.md).
    /// </summary>
    public const float SamePictureScore = 0.93f;

    /// <summary>
    /// Checks one picture by itself. Whether it shows somebody live is not asked here: the pictures that an operator gives are photographs;
    /// <see cref="ScreenAtDoor"/> asks it.
    /// </summary>
    /// <param name="faceCount">Faces in the picture.</param>
    /// <param name="face">The face that was described; meaningless when there is none.</param>
    /// <param name="quality">How good a picture of it this is.</param>
    /// <returns>The first thing that is wrong, in the order of what a person can best do something about; null when the capture is good.</returns>
    public CaptureFault? Screen(int faceCount, in FaceObservation face, in CaptureQuality quality) => faceCount switch
    {
        <= 0 => new(CaptureRefusal.NoFace, 0, 1),
        > 1 => new(CaptureRefusal.SeveralFaces, faceCount, 1),
        _ => AtLeast(CaptureRefusal.FaceTooSmall, face.Box.Width, MinimumFaceWidth)
            ?? AtLeast(CaptureRefusal.CutOff, quality.Visible, MinimumVisible)
            ?? (face.LooksCoveredRatherThanTurned(MinimumUprightness, MaximumCovering) ? AtMost(CaptureRefusal.FaceCovered, face.Covering, MaximumCovering) : null)
            ?? AtLeast(CaptureRefusal.NotUpright, face.Uprightness, MinimumUprightness)
            ?? AtLeast(CaptureRefusal.NotFrontal, face.Frontality, MinimumFrontality)
            ?? AtLeast(CaptureRefusal.TooDark, quality.Brightness, MinimumBrightness)
            ?? AtMost(CaptureRefusal.TooBright, quality.Brightness, MaximumBrightness)
            ?? AtMost(CaptureRefusal.TooBright, quality.Overexposed, MaximumOverexposed)
            ?? AtLeast(CaptureRefusal.LowContrast, quality.Contrast, MinimumContrast)
            ?? AtLeast(CaptureRefusal.Blurred, quality.Sharpness, MinimumSharpness)
            ?? AtMost(CaptureRefusal.FaceCovered, face.Covering, MaximumCovering)
            ?? AtLeast(CaptureRefusal.EyesHidden, quality.EyeOpenness, MinimumEyeOpenness)
            ?? AtLeast(CaptureRefusal.EyesHidden, quality.EyeContrast, MinimumEyeContrast),
    };

    /// <summary>Checks one frame of somebody who stands at the door: as <see cref="Screen"/>, and it must look live.</summary>
    /// <param name="faceCount">Faces in the frame.</param>
    /// <param name="face">The face that was described; meaningless when there is none.</param>
    /// <param name="quality">How good a picture of it this is.</param>
    /// <param name="livenessThreshold">The score from which a face counts as live at this door, 0..1.</param>
    public CaptureFault? ScreenAtDoor(int faceCount, in FaceObservation face, in CaptureQuality quality, float livenessThreshold) =>
        Screen(faceCount, face, quality) ?? AtLeast(CaptureRefusal.NotLive, face.LivenessScore, livenessThreshold);

    /// <summary>Checks that a guided capture differs from those before it, so that the references show more than one view.</summary>
    /// <param name="pose">Its pose.</param>
    /// <param name="captured">The poses before it.</param>
    public CaptureFault? ScreenPose(HeadPose pose, ReadOnlySpan<HeadPose> captured)
    {
        foreach (var other in captured)
        {
            // The same to the last bit is the same frame, whatever distance is asked for.
            if (pose == other)
            {
                return new CaptureFault(CaptureRefusal.PoseTooAlike, 0, MinimumPoseDistance);
            }

            if (AtLeast(CaptureRefusal.PoseTooAlike, pose.DistanceTo(other), MinimumPoseDistance) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Says what the score between somebody's fused captures and a resident's fused references means for enrolling them.</summary>
    /// <param name="score">The score.</param>
    /// <param name="threshold">The score that opens this door, <see cref="OperatingPoint.Threshold"/>, for the residents and the one to come.</param>
    public Resemblance Compare(ComparisonScore score, ComparisonScore threshold) =>
        score.Value >= SameResidentScore ? Resemblance.SameResident
        : score.Value < threshold.Value - SimilarityMargin ? Resemblance.Distinct
        : Resemblance.TooSimilar;

    /// <summary>Checks captures that are said to show one person.</summary>
    /// <param name="captures">At least one.</param>
    /// <param name="samePerson">
    /// The single comparison threshold at <see cref="OperatingPoint.ViewFalseMatchRate"/>: the operator says that they are one person, so
    /// this guards against a mistake, not an attack.
    /// </param>
    /// <returns>Every capture that is refused; none when all are good.</returns>
    public IReadOnlyList<RefusedCapture> Check(IReadOnlyList<Capture> captures, ComparisonScore samePerson)
    {
        ArgumentNullException.ThrowIfNull(captures);
        var refused = new List<RefusedCapture>();
        foreach (var capture in captures)
        {
            if (Screen(capture.Template is null ? 0 : capture.FaceCount, capture.Observation, capture.Quality) is { } fault)
            {
                refused.Add(new RefusedCapture(capture, fault));
            }
        }

        if (refused.Count > 0)
        {
            return refused;
        }

        var set = CaptureSet.Of([.. captures.Select(capture => capture.Template!)]);
        for (var i = 1; i < captures.Count; i++)
        {
            // Before they are asked whether they agree: of two copies, one would stand up for the other.
            if (AtMost(CaptureRefusal.SamePicture, set.Likeness(i), SamePictureScore) is { } fault)
            {
                refused.Add(new RefusedCapture(captures[i], fault));
            }
        }

        if (refused.Count > 0)
        {
            set.Clear();
            return refused;
        }

        for (var i = 0; i < captures.Count && captures.Count > 1; i++)
        {
            if (AtLeast(CaptureRefusal.AnotherPerson, set.Agreement(i).Value, samePerson.Value) is { } fault)
            {
                refused.Add(new RefusedCapture(captures[i], fault));
            }
        }

        set.Clear();
        return refused;
    }

    private static CaptureFault? AtLeast(CaptureRefusal reason, float found, float limit) =>
        found >= limit ? null : new CaptureFault(reason, found, limit);

    private static CaptureFault? AtMost(CaptureRefusal reason, float found, float limit) =>
        found <= limit ? null : new CaptureFault(reason, found, limit);
}
