namespace DoorFace.Core.Access;

/// <summary>What reasons have in common.</summary>
public static class DenialReasons
{
    /// <summary>False when nobody was compared with anybody: somebody passes by, is still coming, or does not look here. That leaves no trace.</summary>
    public static bool FollowsAComparison(this DenialReason reason) =>
        reason is not (DenialReason.SeveralFaces or DenialReason.FaceTooSmall or DenialReason.NotFrontal);
}
