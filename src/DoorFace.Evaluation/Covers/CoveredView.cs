using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Evaluation.Pictures;

namespace DoorFace.Evaluation.Covers;

/// <summary>What was measured of one picture, as it is, spoiled or with a cover.</summary>
/// <param name="File">Its path below the data set's folder.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Cover">What was drawn on; null for nothing.</param>
/// <param name="Spoiling">What else was done to it.</param>
/// <param name="Found">Whether a face was found.</param>
/// <param name="Face">The face; all zero without one.</param>
/// <param name="Door">Why such a view does not count at the door; null when it does, or no face was found.</param>
/// <param name="Enrollment">Why it becomes no reference; null when it does.</param>
/// <param name="Features">Its features; null without a face.</param>
/// <param name="Traits">What the face does.</param>
public sealed record CoveredView(
    string File, int Person, Cover? Cover, Spoiling Spoiling, bool Found, FaceObservation Face, DenialReason? Door, CaptureFault? Enrollment, Embedding? Features, FaceTraits Traits)
{
    /// <summary>Whether the door does not compare it with anybody.</summary>
    public bool IsRefusedAtDoor => !Found || Door is not null;
}
