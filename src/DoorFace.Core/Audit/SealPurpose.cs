namespace DoorFace.Core.Audit;

/// <summary>What a seal says of a place in the chain. Stored and signed by its name.</summary>
public enum SealPurpose
{
    /// <summary>There is no entry after it. Replaced with every entry that is added.</summary>
    Head,

    /// <summary>It was sealed, and more may follow.</summary>
    Checkpoint,

    /// <summary>What is kept begins behind it, and so much of that may have been erased.</summary>
    Anchor,
}
