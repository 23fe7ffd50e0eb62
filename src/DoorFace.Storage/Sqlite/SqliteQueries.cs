using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Sqlite;

/// <summary>Short forms for one statement with its parameters.</summary>
internal static class SqliteQueries
{
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Prepare(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row as text; null when there is no row.</summary>
    public static string? Text(this SqliteConnection connection, string sql)
    {
        using var command = Prepare(connection, sql, []);
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The first column of the first row; the statement always gives one.</summary>
    public static long Integer(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Prepare(connection, sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    public static List<T> Rows<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        [.. connection.Each(sql, map, parameters)];

    /// <summary>As <see cref="Rows"/>, but one by one: for more than should be in memory.</summary>
    public static IEnumerable<T> Each<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        return Step(Prepare(connection, sql, parameters), map);

        static IEnumerable<T> Step(SqliteCommand prepared, Func<SqliteDataReader, T> map)
        {
            using var command = prepared;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                yield return map(reader);
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
