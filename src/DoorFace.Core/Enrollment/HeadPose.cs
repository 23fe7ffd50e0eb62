namespace DoorFace.Core.Enrollment;

public readonly record struct HeadPose(float Yaw, float Pitch)
{
    public float DistanceTo(HeadPose other) => MathF.Sqrt(((Yaw - other.Yaw) * (Yaw - other.Yaw)) + ((Pitch - other.Pitch) * (Pitch - other.Pitch)));
}
