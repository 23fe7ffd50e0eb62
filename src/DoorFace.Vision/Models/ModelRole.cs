namespace DoorFace.Vision.Models;

/// <summary>What a model does in the line from a frame to an embedding. A catalog holds one model for each role.</summary>
public enum ModelRole
{
    /// <summary>Finds faces in a frame.</summary>
    Detector,

    /// <summary>Finds the 68 iBUG points of one face.</summary>
    Landmarks,

    /// <summary>Turns an aligned face into features.</summary>
    Embedder,

    /// <summary>Tells a live face from a picture of one.</summary>
    Liveness,
}
