namespace DoorFace.Simulator.Camera;

/// <summary>How far a head is turned from where the photograph has it, in degrees, each −30 to 30.</summary>
/// <param name="Yaw">Positive to the person's left, which is the picture's right.</param>
/// <param name="Pitch">Positive downwards.</param>
public readonly record struct HeadAngle(double Yaw, double Pitch)
{
    /// <summary>The farthest turn, in degrees: beyond, a photograph does not show what would be seen.</summary>
    public const double Most = 30;

    /// <summary>Straight on, then the person's left and right, up and down, each far enough to be another view of the face.</summary>
    public static IReadOnlyList<HeadAngle> Around { get; } = [default, new(20, 0), new(-20, 0), new(0, -20), new(0, 20)];

    /// <summary>Part of the way to another angle.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="part">0 for this one, 1 for the other.</param>
    internal HeadAngle Towards(HeadAngle other, double part) => new(Yaw + ((other.Yaw - Yaw) * part), Pitch + ((other.Pitch - Pitch) * part));

    internal bool IsInRange => Math.Abs(Yaw) <= Most && Math.Abs(Pitch) <= Most;
}
