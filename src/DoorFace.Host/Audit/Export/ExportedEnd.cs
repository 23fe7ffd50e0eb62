namespace DoorFace.Host.Audit.Export;

/// <summary>Where the entries begin and end.</summary>
/// <param name="AnchorSequence">The number before the first chained entry that is kept.</param>
/// <param name="AnchorHash">What all up to it came to.</param>
/// <param name="AccessErased">The last entry of access that may be empty.</param>
/// <param name="AdministrationErased">The last entry of administration that may be empty.</param>
/// <param name="LastGiven">The greatest number that was ever given.</param>
/// <param name="OutsideErased">The last entry of what came from outside that may be empty.</param>
/// <param name="Evicted">Up to which entry all went before their time.</param>
internal sealed record ExportedEnd(
    long AnchorSequence, string AnchorHash, long AccessErased, long AdministrationErased, long LastGiven, long OutsideErased = 0, long Evicted = 0) : ExportLine;
