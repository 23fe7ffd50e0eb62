using CsCheck;
using DoorFace.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Recognition;

/// <summary>What can be wrong with a stored file: its bytes, or what stands in its tables.</summary>
internal static class StoredDamage
{
    private const int MostEdits = 4;

    private static readonly Gen<object?> Cell = Gen.OneOf(
        Fuzz.AnyOf<object?>(null, 0L, 1L, -1L, 2L, long.MaxValue, long.MinValue, (long)int.MaxValue + 1, double.NegativeInfinity, double.MaxValue, "", "x", "\0", "NaN", Array.Empty<byte>()),
        Gen.Long.Select(value => (object?)value),
        Gen.Double.Select(value => (object?)(double.IsNaN(value) ? 0.5 : value)),
        Gen.String.Select(value => (object?)value),
        Gen.Byte.Array[0, 100].Select(value => (object?)value));

    private static readonly Gen<(int Kind, int Table, int Column, int Row, int Other, object? Value)> Edit =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[0, 50], Cell);

    /// <summary>Damages to this file; each writes it, damaged, to a path.</summary>
    public static Gen<Action<string>> Of(byte[] file) => Gen.OneOf(OfBytes(file), OfRows(file));

    /// <summary>The same, of its bytes alone.</summary>
    public static Gen<Action<string>> OfBytes(byte[] file) => Fuzz.Mutated(file).Select(damaged => (Action<string>)(path => File.WriteAllBytes(path, damaged)));

    /// <summary>The same, of what stands in its tables alone.</summary>
    public static Gen<Action<string>> OfRows(byte[] file) => Edit.Array[1, MostEdits].Select(edits => (Action<string>)(path =>
    {
        File.WriteAllBytes(path, file);
        Change(path, edits);
    }));

    private static void Change(string path, (int Kind, int Table, int Column, int Row, int Other, object? Value)[] edits)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        // Whoever changes a file is bound by none of its rules.
        Run(connection, "PRAGMA foreign_keys = 0");
        Run(connection, "PRAGMA ignore_check_constraints = 1");
        var tables = Names(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
        foreach (var (kind, at, place, row, other, value) in edits)
        {
            var table = tables[at % tables.Count];
            var columns = Names(connection, $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
            var column = columns[place % columns.Count];
            try
            {
                Run(connection, kind switch
                {
                    0 => $"DELETE FROM {table}",
                    1 => $"DELETE FROM {table} WHERE rowid = {RowOf(table, row)}",
                    // Of another row.
                    2 or 3 => $"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE rowid = {RowOf(table, other)}) WHERE rowid = {RowOf(table, row)}",
                    4 => $"UPDATE {table} SET {column} = $value",
                    _ => $"UPDATE {table} SET {column} = $value WHERE rowid = {RowOf(table, row)}",
                }, value);
            }
            catch (SqliteException)
            {
                // A value of a type that the column cannot have, or that another row has.
            }
        }
    }

    private static string RowOf(string table, int row) => $"(SELECT rowid FROM {table} LIMIT 1 OFFSET {row} % max(1, (SELECT count(*) FROM {table})))";

    private static void Run(SqliteConnection connection, string sql, object? value = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$value", value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
