namespace DoorFace.Host.Residents;

/// <summary>What a person is given when they were erased.</summary>
/// <param name="Name">As they were called.</param>
/// <param name="ResidentId">By which the audit still knows them; nothing else stored leads from it to the person.</param>
/// <param name="References">Biometric references destroyed.</param>
/// <param name="Consents">Records of consent destroyed.</param>
/// <param name="EnrolledAt">When the person was enrolled.</param>
/// <param name="ErasedAt">When all of it was destroyed.</param>
/// <param name="AuditSequence">The number of the audit's entry about it; null when it waits to be stored, because the audit cannot be written.</param>
/// <param name="AuditHash">What that entry and all before it come to: shows later whether the audit up to there is still the same.</param>
internal sealed record ErasureReceipt(
    string Name, string ResidentId, int References, int Consents, DateTimeOffset EnrolledAt, DateTimeOffset ErasedAt, long? AuditSequence, string? AuditHash);
