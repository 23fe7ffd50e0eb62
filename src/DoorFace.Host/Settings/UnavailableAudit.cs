namespace DoorFace.Host.Settings;

/// <summary>What becomes of faces while entries of the audit cannot be stored. The way out works in any case.</summary>
public enum UnavailableAudit
{
    /// <summary>None opens the door from the first entry on that cannot be stored, until all are.</summary>
    DenyFaces,

    /// <summary>They go on opening it until too many entries wait in memory.</summary>
    AllowFaces,
}
