using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>What the entries say of the wall clock; see <see cref="AuditStore"/>.</summary>
internal static class AuditClock
{
    public static DateTimeOffset? LatestEntryAt(SqliteConnection connection) => connection.Rows(
        "SELECT max(at) FROM entry WHERE sequence >= coalesce((SELECT max(sequence) FROM entry WHERE kind = $confirmed), 0)",
        row => row.IsDBNull(0) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
        ("$confirmed", nameof(AuditKind.ClockConfirmed))).Single();

    public static bool IsDistrusted(SqliteConnection connection) => connection.Rows(
        """
        SELECT kind FROM entry
        WHERE kind = $confirmed OR (kind = $mended AND detail = $clock) OR (kind = $fault AND detail LIKE $clock || ':%')
        ORDER BY sequence DESC LIMIT 1
        """,
        row => row.GetString(0) == nameof(AuditKind.Fault),
        ("$confirmed", nameof(AuditKind.ClockConfirmed)), ("$mended", nameof(AuditKind.FaultMended)), ("$fault", nameof(AuditKind.Fault)),
        ("$clock", nameof(DoorFault.Clock))).SingleOrDefault();
}
