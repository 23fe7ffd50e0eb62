namespace DoorFace.Host.Recognition;

/// <summary>How recognition behaves when something breaks.</summary>
/// <param name="Persist">True to try again while the door goes on without faces; false to end the program.</param>
/// <param name="StallTime">A camera that gives no frame for so long has failed.</param>
/// <param name="FirstFrameTime">A camera that has not given its first frame so long after it was asked to start has failed.</param>
/// <param name="OwnTime">Frames are stamped by a recording's own time, which is not that of the door.</param>
public sealed record RecognitionOptions(bool Persist, TimeSpan StallTime, TimeSpan FirstFrameTime, bool OwnTime = false);
