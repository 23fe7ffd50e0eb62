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
}
