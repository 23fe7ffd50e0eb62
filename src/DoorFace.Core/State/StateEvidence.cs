using DoorFace.Core.Audit;

namespace DoorFace.Core.State;

/// <summary>What each part of a unit's state says, of itself and of the others. What others remember is read before what they remember.</summary>
public sealed record StateEvidence
{
    public PartPresence WitnessFile { get; init; }

    /// <summary>Null unless it is known.</summary>
    public Witness? Witness { get; init; }

    public PartPresence ResidentsFile { get; init; }

    /// <summary>What the residents' file is; null unless it is known.</summary>
    public RememberedResidents? Residents { get; init; }

    /// <summary>Why the residents' file, or its key, cannot be used; null when it can.</summary>
    public string? ResidentsFault { get; init; }

    /// <summary>Residents whose rows were taken away.</summary>
    public int MissingResidents { get; init; }

    /// <summary>Residents whose rows are not as they were stored: they are not let in, and nobody else is concerned.</summary>
    public int DamagedResidents { get; init; }

    /// <summary>The residents' file says that there must be a witness.</summary>
    public bool IsWitnessed { get; init; }

    /// <summary>What the residents' file remembers of the audit; null for nothing.</summary>
    public RememberedAudit? RememberedAudit { get; init; }

    /// <summary>A key file is there.</summary>
    public bool HasKeyFile { get; init; }

    /// <summary>The residents' file says that a factory reset took it off its key.</summary>
    public bool WasReset { get; init; }

    public PartPresence AuditFile { get; init; }

    /// <summary>Of the audit; empty unless it is known.</summary>
    public ReadOnlyMemory<byte> AuditId { get; init; }

    /// <summary>What the audit remembers of the residents; null for nothing.</summary>
    public RememberedResidents? AuditRemembers { get; init; }

    /// <summary>Whether the residents' unit signed that.</summary>
    public bool IsAuditMemorySound { get; init; }

    /// <summary>Whether the audit still has the entry that the witness knows, or had it before that was over; true when the witness knows none.</summary>
    public bool HasWitnessedEntry { get; init; } = true;
}
