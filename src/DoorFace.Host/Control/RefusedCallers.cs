using DoorFace.Core.Audit;
using DoorFace.Core.Time;

namespace DoorFace.Host.Control;

/// <summary>Makes entries of the audit of callers without permission: one a minute for all of them, however often they try.</summary>
internal sealed class RefusedCallers
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMinutes(1);
    private MonotonicInstant? _lastAt;
    private long _unsaid;

    /// <summary>What the audit should say of this one; null for nothing, and the next entry says how many there were.</summary>
    public AuditEvent? Refuse(PeerIdentity peer, MonotonicInstant now)
    {
        if (_lastAt is { } last && now - last < Spacing)
        {
            _unsaid++;
            return null;
        }

        var detail = _unsaid == 0 ? $"{peer}" : $"{peer}, after {_unsaid} more since the last entry";
        (_lastAt, _unsaid) = (now, 0);
        return new AuditEvent(AuditKind.CallerRefused, detail);
    }
}
