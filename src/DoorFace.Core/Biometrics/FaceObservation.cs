namespace DoorFace.Core.Biometrics;

/// <summary>What one frame says about the face that matters, besides its features.</summary>
/// <param name="Box">Where it is, in frame pixels.</param>
/// <param name="DetectionScore">The detector's certainty that it is a face, 0..1.</param>
/// <param name="Frontality">1 for a face that looks into the camera, 0 for a profile or one that lies on its side; see Vision's landmark geometry.</param>
/// <param name="LivenessScore">Passive liveness, 0 (presentation attack) to 1 (live).</param>
/// <param name="Uprightness">How surely the picture shows the face upright, 0..1; below 0.5 it may be turned, and then strangers match. See Vision's check.</param>
/// <param name="Roll">By how much the eyes' line is turned clockwise from level, degrees, −180..180; says nothing where the landmarks imagine a face.</param>
/// <param name="Covering">Whether something covers mouth and nose, 0 (they are plain to see) to 1; not a number when that cannot be measured.</param>
public readonly record struct FaceObservation(
    FaceBox Box, float DetectionScore, float Frontality, float LivenessScore, float Uprightness, float Roll, float Covering)
{
    /// <summary>A face this wide, in pixels, fills the embedder's input; more pixels add nothing.</summary>
    public const float FullWidth = 112;

    /// <summary>The uprightness from which on models measured on upright faces can be trusted; Vision's scale is laid so that it is in the middle.</summary>
    public const float LeastUprightness = 0.5f;

    /// <summary>Weight of this view when a track's views are fused, 0..1: frontal and large views say more.</summary>
    public float Quality => Math.Clamp(Frontality, 0, 1) * Math.Clamp(Box.Width / FullWidth, 0, 1) * Math.Clamp(DetectionScore, 0, 1);

    /// <summary>
    /// Whether a face that does not count as upright is rather a covered one: under a mask the landmarks disagree with themselves too, but not wholly. It only
    /// chooses the reason; either is refused.
    /// </summary>
    /// <param name="minimumUprightness">Below this a face counts as turned.</param>
    /// <param name="maximumCovering">From where on something counts as a cover.</param>
    public bool LooksCoveredRatherThanTurned(float minimumUprightness, float maximumCovering) =>
        Uprightness > 0 && !(Uprightness >= minimumUprightness) && Covering > maximumCovering;
}
