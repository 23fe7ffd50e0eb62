namespace DoorFace.Core.Door;

/// <summary>What can be broken while the door goes on working.</summary>
public enum DoorFault
{
    /// <summary>No frames, no models or no references: faces are not looked at.</summary>
    Recognition,

    /// <summary>Audit entries wait in memory to be written.</summary>
    Audit,

    /// <summary>So many audit entries wait that no face is accepted.</summary>
    AuditFull,

    /// <summary>The wall clock cannot be trusted.</summary>
    Clock,

    /// <summary>The camera's picture is black or over-exposed.</summary>
    Picture,

    /// <summary>It is too dark to find faces.</summary>
    TooDark,

    /// <summary>The board is too hot, slowed down or short of voltage, and fewer frames are looked at.</summary>
    Board,

    /// <summary>The time zone's rules cannot be read: the last known ones are in force.</summary>
    TimeZone,

    /// <summary>Somebody's references will soon be erased, because they were not used for long.</summary>
    Expiry,

    /// <summary>A part of the service has failed, and is tried again: anything but the door itself.</summary>
    Service,

    /// <summary>A part of the unit's state is missing, older or another unit's, as the rest of it tells: no face is accepted.</summary>
    State,
}
