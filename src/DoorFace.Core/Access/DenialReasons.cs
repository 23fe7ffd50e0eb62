namespace DoorFace.Core.Access;

/// <summary>What reasons have in common.</summary>
public static class DenialReasons
{
    /// <summary>False when nobody was compared with anybody: somebody passes by, is still coming, does not look here, is turned in the picture, or covered.</summary>
    public static bool FollowsAComparison(this DenialReason reason) =>
        reason is not (DenialReason.SeveralFaces or DenialReason.FaceTooSmall or DenialReason.NotFrontal or DenialReason.NotUpright or DenialReason.FaceCovered);

    /// <summary>
    /// Whether the refusal is audited. Without a comparison it leaves no trace, but for a face that stays turned or covered, near and looking here: a
    /// camera that is turned lets nobody in, and neither does a measure of covers that is wrong of somebody; they have to be told.
    /// </summary>
    public static bool IsAudited(this DenialReason reason) => reason is DenialReason.NotUpright or DenialReason.FaceCovered || reason.FollowsAComparison();
}
