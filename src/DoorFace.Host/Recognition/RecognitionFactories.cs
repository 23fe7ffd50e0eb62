using DoorFace.Device.Camera;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Recognition;

/// <summary>What recognition is made of; each can fail and is then asked for again.</summary>
/// <param name="Recognizer">Models and sessions; made once.</param>
/// <param name="Galleries">The residents over an open database.</param>
/// <param name="Store">Opens the residents' database.</param>
/// <param name="Camera">Makes a camera.</param>
internal sealed record RecognitionFactories(
    Func<Recognizer> Recognizer, Func<ResidentStore, GalleryMonitor> Galleries, Func<ResidentStore> Store, Func<ICamera> Camera);
