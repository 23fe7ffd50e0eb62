using System.Globalization;
using System.Text;
using DoorFace.Core.Door;
using DoorFace.Core.Keys;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>The one row of what the door must not forget, under the unit's signature.</summary>
internal static class DoorMemoryRow
{
    private static readonly string[] Names =
        ["tamper", "fire", "lock_down", "lock_down_ends_at", "refused_attempts", "pause_level", "faces_paused", "taken_of_hour", "taken_of_day"];

    private static readonly string Columns = string.Join(", ", Names);

    /// <summary>What the door takes for so when that cannot be known: no face opens it until an administrator has looked.</summary>
    public static DoorMemory Safest { get; } = new(Tamper: true, LockDown: true);

    public static bool Exists(SqliteConnection connection) => connection.Integer("SELECT count(*) FROM door_memory") > 0;

    /// <summary>As it is stored; null when nothing was ever stored.</summary>
    /// <exception cref="FormatException">It was never stored so.</exception>
    public static DoorMemory? Load(SqliteConnection connection)
    {
        try
        {
            return connection.Rows(
                $"SELECT {Columns} FROM door_memory",
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
        }
        catch (Exception damage) when (damage is ArgumentException or InvalidCastException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"What the door remembered cannot be read: {damage.Message}", damage);
        }
    }

    /// <summary>The same, and the safest in the place of what was never stored so.</summary>
    public static DoorMemory? LoadOrSafest(SqliteConnection connection)
    {
        try
        {
            return Load(connection);
        }
        catch (FormatException)
        {
            return Safest;
        }
    }

    /// <summary>Whether it is there, and what the unit stored.</summary>
    public static bool IsSealed(SqliteConnection connection, ReadOnlySpan<byte> auditId, UnitPublicKey key)
    {
        var row = connection.Rows(
            $"SELECT {string.Join(", ", Names.Select(column => $"CAST({column} AS TEXT)"))}, seal FROM door_memory",
            row => (
                Values: Enumerable.Range(0, Names.Length).Select(i => row.IsDBNull(i) ? "" : row.GetString(i)).ToArray(),
                Seal: row.IsDBNull(Names.Length) ? null : row.GetFieldValue<byte[]>(Names.Length)))
            .SingleOrDefault();
        return row.Seal is { Length: UnitSigner.SignatureLength } seal && key.Verifies(Message(auditId, row.Values), seal);
    }

    /// <param name="connection">Within a transaction that writes.</param>
    /// <param name="memory">What it remembers from now on.</param>
    /// <param name="auditId">Of the audit that it is in.</param>
    /// <param name="signer">The unit's; null while its key cannot be had, and it is under no seal then.</param>
    public static void Store(SqliteConnection connection, DoorMemory memory, ReadOnlySpan<byte> auditId, UnitSigner? signer)
    {
        long?[] values =
        [
            memory.Tamper ? 1 : 0, memory.Fire ? 1 : 0, memory.LockDown ? 1 : 0, memory.LockDownEndsAt?.ToUnixTimeMilliseconds(), memory.RefusedAttempts,
            memory.PauseLevel, memory.FacesPaused ? 1 : 0, (long)memory.TakenOfHour.TotalMilliseconds, (long)memory.TakenOfDay.TotalMilliseconds,
        ];
        var seal = signer?.Sign(Message(auditId, [.. values.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "")]));
        connection.Execute(
            $"INSERT OR REPLACE INTO door_memory (only_row, {Columns}, seal) VALUES (1, {string.Join(", ", Names.Select(name => $"${name}"))}, $seal)",
            [.. Names.Zip(values, (name, value) => ($"${name}", (object?)value)), ("$seal", seal)]);
    }

    // "doorface memory 1" and a line feed; the audit's id; the columns as text, a line each, without zeros and empty ones at the end: a column that a later
    // version adds changes nothing.
    private static byte[] Message(ReadOnlySpan<byte> auditId, string[] values) =>
    [
        .. Encoding.ASCII.GetBytes("doorface memory 1\n"),
        .. auditId,
        .. Encoding.UTF8.GetBytes(string.Join('\n', values[..(Array.FindLastIndex(values, value => value is not ("" or "0")) + 1)])),
    ];
}
