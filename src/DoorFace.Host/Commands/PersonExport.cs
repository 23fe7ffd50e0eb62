using DoorFace.Host.Audit;
using DoorFace.Host.Residents;

namespace DoorFace.Host.Commands;

/// <summary>What a person is given of what is stored about them.</summary>
/// <param name="Person">What stands with the residents.</param>
/// <param name="Events">Every entry of the audit that concerns them, the oldest first.</param>
internal sealed record PersonExport(PersonRecord Person, IReadOnlyList<AuditAnswer> Events);
