using DoorFace.Core.Access;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>An entitlement as three columns: schedule, valid_from, valid_until.</summary>
internal static class EntitlementColumns
{
    public const string Names = "schedule, valid_from, valid_until";

    public const string Assignment = "schedule = $schedule, valid_from = $from, valid_until = $until";

    public static (string Name, object? Value)[] Parameters(Entitlement entitlement) =>
    [
        ("$schedule", entitlement.Schedule?.ToString()),
        ("$from", entitlement.ValidFrom?.ToUnixTimeMilliseconds()),
        ("$until", entitlement.ValidUntil?.ToUnixTimeMilliseconds()),
    ];

    /// <summary>Reads the three columns from one on. Damaged ones let nobody in, and say so in a sentence.</summary>
    public static (Entitlement Entitlement, string? Damage) Read(SqliteDataReader row, int column, string residentName)
    {
        try
        {
            var schedule = row.IsDBNull(column) ? null : WeeklySchedule.Parse(row.GetString(column));
            return (new Entitlement(schedule, ReadTime(row, column + 1), ReadTime(row, column + 2)), null);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return (
                Entitlement.Never,
                $"The hours or dates of '{residentName}' are damaged, so '{residentName}' is not let in: {e.Message.Split('\n')[0].TrimEnd('.')}. Set them again.");
        }
    }

    private static DateTimeOffset? ReadTime(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
