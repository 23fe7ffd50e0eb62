using DoorFace.Core.Access;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>An entitlement as four columns: schedule, valid_from, valid_until, suspended.</summary>
internal static class EntitlementColumns
{
    public const string Names = "schedule, valid_from, valid_until, suspended";

    /// <summary>All but the suspension, which is a decision of its own.</summary>
    public const string Assignment = "schedule = $schedule, valid_from = $from, valid_until = $until";

    public static (string Name, object? Value)[] Parameters(Entitlement entitlement) =>
    [
        ("$schedule", entitlement.Schedule?.ToString()),
        ("$from", entitlement.ValidFrom?.ToUnixTimeMilliseconds()),
        ("$until", entitlement.ValidUntil?.ToUnixTimeMilliseconds()),
    ];

    /// <summary>Reads the four columns from one on. Damaged ones let nobody in, and say so in a sentence.</summary>
    public static (Entitlement Entitlement, string? Damage) Read(SqliteDataReader row, int column, string residentName)
    {
        var suspended = row.GetInt64(column + 3) != 0;
        try
        {
            var schedule = row.IsDBNull(column) ? null : WeeklySchedule.Parse(row.GetString(column));
            return (new Entitlement(schedule, ReadTime(row, column + 1), ReadTime(row, column + 2), suspended), null);
        }
        catch (Exception e) when (StoredValue.IsDamage(e))
        {
            return (
                Entitlement.Never with { Suspended = suspended },
                $"The hours or dates of '{residentName}' are damaged, so '{residentName}' is not let in: {e.Message.Split('\n')[0].TrimEnd('.')}. Set them again.");
        }
    }

    private static DateTimeOffset? ReadTime(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
