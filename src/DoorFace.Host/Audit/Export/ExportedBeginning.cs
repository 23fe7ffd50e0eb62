namespace DoorFace.Host.Audit.Export;

/// <summary>What follows.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="AuditId">Tells this audit from every other; a part of all that is signed.</param>
internal sealed record ExportedBeginning(string Format, string AuditId) : ExportLine
{
    public const string CurrentFormat = "doorface audit 1";
}
