using DoorFace.Core.Biometrics;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests;

/// <summary>Values in the residents' rows that the program never wrote: whoever asks gets an answer or a <see cref="StorageException"/>, nothing else.</summary>
public sealed class ForeignResidentValueTests : IDisposable
{
    private static readonly string[] Values =
        ["NULL", "'x'", "''", "x''", "x'00'", "-1", "2", "2000000000", "9223372036854775807", "-9223372036854775808", "1e300", "zeroblob(2000000)"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_column_takes_every_value()
    {
        SubjectId alex;
        using (var store = ResidentStore.Open(_folder.File))
        {
            alex = store.Add("Alex", Enroll.References(1, 1), Enroll.Day, Enroll.Consent).Id;
            store.LoadReferences();
        }

        var sound = Directory.GetFiles(_folder.Path).ToDictionary(file => file, File.ReadAllBytes);
        foreach (var (table, column) in Columns())
        {
            foreach (var value in Values)
            {
                foreach (var (file, bytes) in sound)
                    File.WriteAllBytes(file, bytes);
                Change($"UPDATE {table} SET {column} = {value}");
                Use(alex);
            }
        }
    }

    private void Use(SubjectId alex)
    {
        Action<ResidentStore>[] uses =
        [
            store => store.List(), store => store.Find("Alex"), store => store.Consents(alex), store => store.ReferenceDates(alex), store => store.Household(Enroll.Day),
            store => store.ExpiryWarnings(), store => store.LoadReferences(), store => store.Rotation(8), store => store.Signer().Dispose(), store => store.RememberedAudit(),
            store => store.IsErasurePending(), store => store.ChangeStamp(), store => store.MarkUsed(alex, Enroll.Day), store => store.SetSuspended(alex, true),
            store => store.RotateKey(), store => store.RenewTemplates(), store => store.Remove(alex),
        ];
        try
        {
            using var store = ResidentStore.Open(_folder.File);
            foreach (var use in uses)
            {
                Try(() => use(store));
            }
        }
        catch (StorageException)
        {
            // Refused as a whole.
        }
    }

    private static void Try(Action use)
    {
        try
        {
            use();
        }
        catch (StorageException)
        {
            // A refusal, which says what is wrong.
        }
    }

    private List<(string Table, string Column)> Columns()
    {
        using var connection = Connect();
        return connection.Rows(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
            row => (row.GetString(0), row.GetString(1)));
    }

    // Whoever changes a file is bound by none of its rules.
    private void Change(string damage)
    {
        using var connection = Connect();
        try
        {
            connection.Execute("PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0");
            connection.Execute(damage);
        }
        catch (SqliteException)
        {
            // A type that the column cannot have.
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        connection.Open();
        return connection;
    }
}
