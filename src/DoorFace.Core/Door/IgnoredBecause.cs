namespace DoorFace.Core.Door;

/// <summary>Why an input changes nothing at the door; see <see cref="DoorConditions.ReasonToIgnore"/>.</summary>
public enum IgnoredBecause
{
    /// <summary>The frame is too old: whoever is in it may have gone, and somebody else be there.</summary>
    TooLate,

    /// <summary>No face opens the door now: the resident is told, and the audit says why.</summary>
    FacesRefused,

    /// <summary>The service has ended.</summary>
    Stopped,

    /// <summary>Somebody passes by or is still coming: there is nobody to tell.</summary>
    NobodyToTell,

    /// <summary>The line was read before the lines failed; all are read anew when they are back.</summary>
    LinesFailed,

    /// <summary>So it was already.</summary>
    NothingNew,

    /// <summary>The administrator's request cannot be met now: the audit says why.</summary>
    RequestRefused,

    /// <summary>Time has passed; that was all. A timer that comes early finds nothing due.</summary>
    OnlyTime,
}
