namespace DoorFace.Core.Access;

/// <summary>What the access policy says of the moment.</summary>
public enum AccessOutcome
{
    /// <summary>Nobody is there.</summary>
    NoFace,

    /// <summary>A face is there; more views are needed.</summary>
    Undecided,

    /// <summary>The face does not open the door; see the reason.</summary>
    Denied,

    /// <summary>A resident: the door may be released.</summary>
    Granted,
}
