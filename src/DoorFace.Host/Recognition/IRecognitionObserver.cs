using DoorFace.Core.Access;
using DoorFace.Core.Imaging;
using DoorFace.Host.Gallery;
using DoorFace.Vision;

namespace DoorFace.Host.Recognition;

/// <summary>
/// Watches recognition on a PC. The door's own program has none: there a frame is seen by nobody.
/// Called between two frames; frame and analysis are valid during the call only.
/// </summary>
public interface IRecognitionObserver
{
    void OnFrame(Frame frame, FaceAnalysis analysis, AccessDecision decision, EnrolledGallery enrolled);
}
