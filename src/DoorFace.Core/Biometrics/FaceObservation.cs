namespace DoorFace.Core.Biometrics;

/// <summary>What one frame says about the face that matters, besides its features.</summary>
/// <param name="Box">Where it is, in frame pixels.</param>
/// <param name="DetectionScore">The detector's certainty that it is a face, 0..1.</param>
/// <param name="Frontality">1 for a face that looks into the camera, 0 for a profile; see Vision's landmark geometry.</param>
/// <param name="LivenessScore">Passive liveness, 0 (presentation attack) to 1 (live).</param>
public readonly record struct FaceObservation(FaceBox Box, float DetectionScore, float Frontality, float LivenessScore)
{
    /// <summary>A face this wide, in pixels, fills the embedder's input; more pixels add nothing.</summary>
    public const float FullWidth = 112;

    /// <summary>Weight of this view when a track's views are fused, 0..1: frontal and large views say more.</summary>
    public float Quality => Math.Clamp(Frontality, 0, 1) * Math.Clamp(Box.Width / FullWidth, 0, 1) * Math.Clamp(DetectionScore, 0, 1);
}
