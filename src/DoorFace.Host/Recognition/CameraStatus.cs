using DoorFace.Core.Imaging;

namespace DoorFace.Host.Recognition;

/// <summary>What the camera gives.</summary>
/// <param name="Picture">Format and size of its frames; null before the first.</param>
/// <param name="Frames">Frames that were read since the service was started.</param>
/// <param name="FramesPerSecond">Frames that came, in the last seconds.</param>
/// <param name="LookedAtPerSecond">Frames in which faces were looked for.</param>
/// <param name="DroppedFrames">Frames that came and were not used, because a newer one was there or they were damaged; since the camera was started.</param>
/// <param name="Brightness">Mean luma of the last frame, 0..255.</param>
/// <param name="Condition">What is wrong with the picture.</param>
/// <param name="Starts">How often the camera was started since the service was.</param>
/// <param name="TurnedViews">Views of a face in a row, up to the last, that were turned in the picture; since the camera was started.</param>
public sealed record CameraStatus(
    string? Picture,
    long Frames,
    double FramesPerSecond,
    double LookedAtPerSecond,
    long DroppedFrames,
    double Brightness,
    PictureCondition Condition,
    long Starts,
    int TurnedViews = 0);
