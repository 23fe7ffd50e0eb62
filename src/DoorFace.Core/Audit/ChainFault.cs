namespace DoorFace.Core.Audit;

/// <summary>The first place where the audit is not as it was written. Nothing after it can be relied on.</summary>
/// <param name="Kind">What is wrong there.</param>
/// <param name="Sequence">The number of the entry that is wrong, or of the first that is missing.</param>
/// <param name="Description">A sentence for people.</param>
public sealed record ChainFault(ChainFaultKind Kind, long Sequence, string Description);
