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
}
