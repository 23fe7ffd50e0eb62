using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Storage;

namespace DoorFace.Host.Audit;

/// <summary>Where administrators' acts are kept.</summary>
internal interface IAdministrationAudit
{
    /// <summary>What a look at entries in the course of an export is called.</summary>
    const string ExportLook = "audit export";

    /// <summary>Asked before an act, which does not take place when it throws.</summary>
    /// <exception cref="StorageException">No entry can be kept.</exception>
    /// <exception cref="IOException">The same.</exception>
    void Require();

    /// <summary>Stores an entry and tells its place in the chain; null when it waits to be stored, because the file cannot be written now.</summary>
    ChainLink? Write(AuditEvent happened);

    /// <summary>Keeps that somebody was shown names or entries. The same look by the same caller again and again is counted and told together.</summary>
    /// <param name="at">At what.</param>
    /// <param name="by">Who looks.</param>
    /// <param name="subject">The resident concerned; null when it is no single one.</param>
    void Look(string at, string by, SubjectId? subject = null);
}
