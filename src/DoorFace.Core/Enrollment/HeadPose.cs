namespace DoorFace.Core.Enrollment;

/// <summary>
/// Where a face looks, by where its nose tip lies between eyes and mouth. Both in distances between the eyes; roll does not count. Not an angle:
/// a turn by 15° shows as about 0.15 of yaw, a nod by 15° as about 0.1 of pitch, and noses differ.
/// </summary>
/// <param name="Yaw">How far the nose tip lies from the middle of the eyes, along them: 0 for a frontal face, above for a nose to the picture's right.</param>
/// <param name="Pitch">How far it lies above the middle between eyes and mouth: near 0 for a level face, above for one that looks up.</param>
public readonly record struct HeadPose(float Yaw, float Pitch)
{
    /// <summary>How differently two faces look, in distances between the eyes; not a number when one of the poses is none.</summary>
    public float DistanceTo(HeadPose other) => float.Hypot(Yaw - other.Yaw, Pitch - other.Pitch);
}
