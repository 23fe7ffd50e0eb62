using DoorFace.Core.Audit;
using DoorFace.Storage;

namespace DoorFace.Host.Audit;

/// <summary>Where administrators' acts are kept.</summary>
internal interface IAdministrationAudit
{
    /// <summary>Asked before an act, which does not take place when it throws.</summary>
    /// <exception cref="StorageException">No entry can be kept.</exception>
    /// <exception cref="IOException">The same.</exception>
    void Require();

    /// <summary>Stores an entry and tells its place in the chain; null when it waits to be stored, because the file cannot be written now.</summary>
    ChainLink? Write(AuditEvent happened);
}
