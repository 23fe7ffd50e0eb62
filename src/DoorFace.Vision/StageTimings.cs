namespace DoorFace.Vision;

/// <summary>How long each stage took for one frame, with its sampling; zero for a stage that did not run.</summary>
public readonly record struct StageTimings(TimeSpan Detector, TimeSpan Landmarks, TimeSpan Embedder, TimeSpan Liveness)
{
    public TimeSpan Total => Detector + Landmarks + Embedder + Liveness;
}
