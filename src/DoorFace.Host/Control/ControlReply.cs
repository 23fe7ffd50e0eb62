using System.Text.Json.Serialization;
using DoorFace.Host.Audit;
using DoorFace.Host.Audit.Export;
using DoorFace.Host.Enrollment;
using DoorFace.Host.Isolation;
using DoorFace.Host.Keys;
using DoorFace.Host.Residents;

namespace DoorFace.Host.Control;

/// <summary>The service's answer: one or more lines of JSON, of which every one but the last says that more come.</summary>
/// <param name="Done">Whether it was done.</param>
/// <param name="Message">What was done, or why not.</param>
/// <param name="Status">The door, when that was asked for.</param>
internal sealed record ControlReply(bool Done, string Message, DoorStatus? Status = null)
{
    /// <summary>Bytes of one line.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>Whether this is not the last line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool More { get; init; }

    /// <summary>With what code the command ends when nothing was done; null for <see cref="ExitCodes.Negative"/>.</summary>
    public int? Exit { get; init; }

    /// <summary>A resident, one a line.</summary>
    public ResidentAnswer? Resident { get; init; }

    /// <summary>What is stored about a resident.</summary>
    public PersonRecord? Person { get; init; }

    /// <summary>That a resident was erased.</summary>
    public ErasureReceipt? Receipt { get; init; }

    /// <summary>How far an enrollment is.</summary>
    public EnrollmentProgress? Enrollment { get; init; }

    /// <summary>An entry of the audit, one a line.</summary>
    public AuditAnswer? Entry { get; init; }

    /// <summary>A line of an exported audit.</summary>
    public ExportLine? Line { get; init; }

    /// <summary>How many entries the audit has, after a page of it.</summary>
    public long? Entries { get; init; }

    /// <summary>What the audit lost before its time, in sentences, after a page of it; null for nothing.</summary>
    public string? Evicted { get; init; }

    /// <summary>Whether the audit is as it was written.</summary>
    public AuditVerdict? Verdict { get; init; }

    /// <summary>The unit's key, as far as it may be told.</summary>
    public KeyAnswer? Key { get; init; }

    /// <summary>A file of the program, one a line, before the proof that they belong to.</summary>
    public ProvedFile? ProvedFile { get; init; }

    /// <summary>What the process could reach, signed; without its text, which follows from the rest.</summary>
    public SignedProof? Proof { get; init; }

    [JsonIgnore]
    public int ExitCode => Done ? ExitCodes.Success : Exit ?? ExitCodes.Negative;
}
