namespace DoorFace.Core.Audit;

/// <summary>What is wrong at one place of the audit.</summary>
public enum ChainFaultKind
{
    /// <summary>Entries were removed: the number that must come next is not there.</summary>
    Missing,

    /// <summary>The entry is not the one that was written there: it was changed, or put there from elsewhere or anew.</summary>
    Changed,

    /// <summary>The entry stands behind one with a greater or the same number, or before the beginning of what is kept.</summary>
    OutOfOrder,

    /// <summary>The entry carries no hash though those before it do.</summary>
    Unchained,

    /// <summary>The entry was emptied though its time was not over.</summary>
    Emptied,

    /// <summary>A seal is not by the unit's key, or not of what it stands under.</summary>
    Forged,

    /// <summary>No seal reaches as far: the entry was stored without the unit's key, or put there by something else.</summary>
    Unsealed,

    /// <summary>There is neither an entry nor a seal, and so nothing that could be relied on.</summary>
    Empty,

    /// <summary>The unit itself found, when it wrote the entry, that the audit was not as it had sealed it.</summary>
    Bent,
}
