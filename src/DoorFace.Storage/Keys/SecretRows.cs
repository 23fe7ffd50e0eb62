using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Keys;

/// <summary>Reads and writes secrets as rows: sealed, but for the check values of keys and for marks, which are none.</summary>
internal static class SecretRows
{
    public const string Check = "check";
    public const string Rotation = "rotation";
    public const string Signer = "signer";

    /// <summary>Check values of keys from before a factory reset, one after the other; until the file is on a new one.</summary>
    public const string Retired = "retired";

    /// <summary>There from a factory reset until the key files from before are destroyed.</summary>
    public const string KeyFilesToDestroy = "key files to destroy";

    public static byte[]? Read(SqliteConnection connection, string name) => connection
        .Rows("SELECT value FROM secret WHERE name = $name", row => row.GetFieldValue<byte[]>(0), ("$name", name))
        .SingleOrDefault();

    public static void Write(SqliteConnection connection, string name, byte[] value) =>
        connection.Execute("INSERT OR REPLACE INTO secret (name, value) VALUES ($name, $value)", ("$name", name), ("$value", value));

    public static void Delete(SqliteConnection connection, string name) =>
        connection.Execute("DELETE FROM secret WHERE name = $name", ("$name", name));

    public static byte[]? ReadResidentKey(SqliteConnection connection, string subject) => connection
        .Rows("SELECT wrapped FROM resident_key WHERE subject = $subject", row => row.GetFieldValue<byte[]>(0), ("$subject", subject))
        .SingleOrDefault();

    public static void WriteResidentKey(SqliteConnection connection, string subject, byte[] wrapped) => connection.Execute(
        "INSERT OR REPLACE INTO resident_key (subject, wrapped) VALUES ($subject, $wrapped)", ("$subject", subject), ("$wrapped", wrapped));

    public static List<(string Subject, byte[] Wrapped)> ResidentKeys(SqliteConnection connection) => connection.Rows(
        "SELECT subject, wrapped FROM resident_key ORDER BY subject", row => (row.GetString(0), row.GetFieldValue<byte[]>(1)));

    /// <summary>Overwrites a resident's key, or everybody's, and deletes it: from here on their references are noise.</summary>
    public static void DestroyResidentKeys(SqliteConnection connection, string? subject)
    {
        connection.Execute("UPDATE resident_key SET wrapped = zeroblob(length(wrapped)) WHERE subject = $subject OR $subject IS NULL", ("$subject", subject));
        connection.Execute("DELETE FROM resident_key WHERE subject = $subject OR $subject IS NULL", ("$subject", subject));
    }
}
