namespace DoorFace.Host.Doctor;

/// <summary>What came of a check, from good to bad.</summary>
public enum CheckOutcome
{
    Pass,

    /// <summary>The door works, but something wants looking at; or it could not be told.</summary>
    Warn,

    /// <summary>Something is broken, missing or open to others.</summary>
    Fail,
}
