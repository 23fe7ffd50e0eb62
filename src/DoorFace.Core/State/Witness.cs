using System.Collections.Immutable;
using DoorFace.Core.Audit;

namespace DoorFace.Core.State;

/// <summary>
/// What a unit keeps beside both its databases, under its own signature: by it the loss of either, or of both, is noticed. It never knows more than what
/// is on the medium already, so a power cut between the two makes it older and never wrong.
/// </summary>
/// <param name="Residents">Of the residents' file.</param>
/// <param name="AuditId">Of the audit; empty while none is known, or after the unit itself set a damaged one aside.</param>
/// <param name="Audit">A place in it that was under a seal.</param>
/// <param name="IsReset">A factory reset has begun: what it knew is being erased, and the next may take its place.</param>
/// <param name="Before">The unit that a factory reset made this one of; null for none.</param>
/// <param name="Settings">The settings that decide where the state is and who gets in, as they were last; empty before they were known.</param>
public sealed record Witness(
    RememberedResidents Residents, ReadOnlyMemory<byte> AuditId, ChainLink Audit, bool IsReset, string? Before, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>The first of a unit.</summary>
    public static Witness First(RememberedResidents residents, string? before = null) =>
        new(residents, default, default, false, before, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>
    /// The witness after a change of the residents, or of what they remember of the audit. What does not follow from the one before is in doubt, and stays
    /// as it was for whoever has to decide. The place in the audit stays too (<see cref="At"/>): an older audit that goes on would grow beyond it.
    /// </summary>
    /// <param name="residents">As they are on the medium.</param>
    /// <param name="audit">What they remember of the audit; null for nothing.</param>
    /// <returns>Null to leave the one before.</returns>
    public Witness? Next(RememberedResidents residents, RememberedAudit? audit)
    {
        ArgumentNullException.ThrowIfNull(residents);
        if (Residents.Unit != residents.Unit)
            return IsReset ? First(residents, Residents.Unit).WithAudit(audit) : null;
        return IsReset || residents.Generation < Residents.Generation ? null : (this with { Residents = residents }).WithAudit(audit);
    }

    /// <summary>Why a unit's residents may not be changed while this stands beside them; null when they may.</summary>
    public string? ObjectionTo(RememberedResidents residents)
    {
        ArgumentNullException.ThrowIfNull(residents);
        return residents.Unit != Residents.Unit
            ? IsReset ? null : "it is another one than the unit's"
            : residents.Generation < Residents.Generation ? $"it is of generation {residents.Generation} and thus older than what the unit remembers: {Residents}" : null;
    }

    /// <summary>The witness with a later place in its audit, for whoever has just found nothing in doubt.</summary>
    public Witness At(RememberedAudit audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        return !audit.IsSetAside && audit.IsOf(AuditId.Span) && audit.Link.Sequence > Audit.Sequence ? this with { Audit = audit.Link } : this;
    }

    private Witness WithAudit(RememberedAudit? audit) => audit switch
    {
        null => this,
        { IsSetAside: true } when AuditId.IsEmpty || audit.IsOf(AuditId.Span) => this with { AuditId = default, Audit = default },
        { IsSetAside: false } when AuditId.IsEmpty => this with { AuditId = audit.AuditId, Audit = audit.Link },
        _ => this,
    };
}
