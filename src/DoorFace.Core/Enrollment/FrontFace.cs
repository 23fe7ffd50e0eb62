using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>The one face in front of the camera, while nobody else is in the picture.</summary>
/// <param name="Number">Whose it is: the same number for as long as one face is followed and goes on looking like itself; never one given before.</param>
/// <param name="Resident">Who it was recognised as, alive; null for nobody (yet).</param>
/// <param name="MayAdminister">An administrator who may enter at this time.</param>
public readonly record struct FrontFace(int Number, SubjectId? Resident = null, bool MayAdminister = false);
