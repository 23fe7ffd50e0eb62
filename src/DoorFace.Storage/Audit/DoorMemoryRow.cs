using DoorFace.Core.Door;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage;

/// <summary>The one row of what the door must not forget.</summary>
internal static class DoorMemoryRow
{
    /// <summary>Null when nothing was ever stored.</summary>
    public static DoorMemory? Load(SqliteConnection connection) => connection.Rows(
        "SELECT tamper, fire, lock_down, lock_down_ends_at, refused_attempts, pause_level, faces_paused, taken_of_hour, taken_of_day FROM door_memory",
        row => new DoorMemory(
            row.GetBoolean(0),
            row.GetBoolean(1),
            row.GetBoolean(2),
            row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            row.GetInt32(4),
            row.GetInt32(5),
            row.GetBoolean(6),
            TimeSpan.FromMilliseconds(row.GetInt64(7)),
            TimeSpan.FromMilliseconds(row.GetInt64(8)))).SingleOrDefault();

    public static void Store(SqliteConnection connection, DoorMemory memory) => connection.Execute(
        """
        INSERT OR REPLACE INTO door_memory (
            only_row, tamper, fire, lock_down, lock_down_ends_at, refused_attempts, pause_level, faces_paused, taken_of_hour, taken_of_day)
        VALUES (1, $tamper, $fire, $lockDown, $endsAt, $attempts, $level, $paused, $hour, $day)
        """,
        ("$tamper", memory.Tamper), ("$fire", memory.Fire), ("$lockDown", memory.LockDown),
        ("$endsAt", memory.LockDownEndsAt?.ToUnixTimeMilliseconds()),
        ("$attempts", memory.RefusedAttempts), ("$level", memory.PauseLevel), ("$paused", memory.FacesPaused),
        ("$hour", (long)memory.TakenOfHour.TotalMilliseconds), ("$day", (long)memory.TakenOfDay.TotalMilliseconds));
}
