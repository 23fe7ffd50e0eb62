namespace DoorFace.Core.Access;

/// <summary>What reasons have in common.</summary>
public static class DenialReasons
{
    /// <summary>False when nobody was compared with anybody: somebody passes by, is still coming, does not look here, or is turned in the picture.</summary>
    public static bool FollowsAComparison(this DenialReason reason) =>
        reason is not (DenialReason.SeveralFaces or DenialReason.FaceTooSmall or DenialReason.NotFrontal or DenialReason.NotUpright);

    /// <summary>
    /// Whether the refusal is audited. Without a comparison it leaves no trace, but for a face that stays turned: a camera that is turned lets nobody in,
    /// and somebody has to be told.
    /// </summary>
    public static bool IsAudited(this DenialReason reason) => reason is DenialReason.NotUpright || reason.FollowsAComparison();
}
