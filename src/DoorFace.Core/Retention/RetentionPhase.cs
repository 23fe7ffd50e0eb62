namespace DoorFace.Core.Retention;

/// <summary>What becomes of a resident's references.</summary>
public enum RetentionPhase
{
    /// <summary>They are kept.</summary>
    Kept,

    /// <summary>The last use lies in the future, as a clock that was wrong wrote it: the period is counted from now.</summary>
    Restarted,

    /// <summary>They will be erased unless the resident comes.</summary>
    Warned,

    /// <summary>They are to be erased now.</summary>
    Expired,
}
