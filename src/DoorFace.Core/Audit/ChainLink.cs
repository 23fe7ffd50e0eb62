namespace DoorFace.Core.Audit;

/// <summary>
/// A place in the chain, and what all up to it comes to: noted down elsewhere, on a receipt, it proves later whether the audit up to there is
/// still the same. The default one is the beginning of a new audit.
/// </summary>
/// <param name="Sequence">The entry's; 0 before the first.</param>
/// <param name="Hash">The entry's; 32 zero bytes before the first.</param>
public readonly record struct ChainLink(long Sequence, ChainHash Hash);
