namespace DoorFace.Core.State;

/// <summary>What the rest of a unit's state remembers of the residents' file, so that a lost, emptied, exchanged or older one is noticed.</summary>
/// <param name="Unit">The SHA-256 of the public key that the file holds the private half of: another file, another key.</param>
/// <param name="Generation">Grows by one with every change of a resident, and is sealed in the file.</param>
/// <param name="Residents">How many were enrolled.</param>
/// <param name="Administrators">How many of them were administrators.</param>
public sealed record RememberedResidents(string Unit, long Generation, int Residents, int Administrators)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Residents} resident(s), {Administrators} of them administrator(s), generation {Generation}";
}
