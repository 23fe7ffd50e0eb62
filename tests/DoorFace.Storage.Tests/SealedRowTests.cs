using DoorFace.Core.Access;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

/// <summary>Rows that decide count only as this unit stored them; what else is there denies its owner, and nobody else.</summary>
public sealed class SealedRowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Resident> _residents;

    public SealedRowTests()
    {
        using var store = ResidentStore.Open(_folder.File);
        // Of such names that no flipped bit of one gives another's.
        Enroll.Several(store, 1);
        store.Add("Resident 1", Enroll.References(1, 2), Enroll.Day, Enroll.Consent);
        store.Add("The other", Enroll.References(2, 2), Enroll.Day, Enroll.Consent);
        store.Rename(store.Find("Resident 0")!.Id, "One");
        store.SetSuspended(store.Find("Resident 1")!.Id, true);
        store.SetEntitlement(store.Find("Resident 1")!.Id, new Entitlement(WeeklySchedule.Parse("Mon-Fri 08:00-18:00"), Enroll.Day, Enroll.Day.AddDays(30)));
        store.MarkUsed(store.Find("Resident 1")!.Id, Enroll.Day);
        store.SetExpiryWarnings(store.Find("Resident 1")!.Id, 3);
        _residents = [.. store.List()];
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE resident SET suspended = 0, administrator = 1 WHERE name = 'Resident 1'")]
    [InlineData("UPDATE resident SET administrator = 1 WHERE name = 'Resident 1'")]
    [InlineData("UPDATE resident SET valid_until = NULL WHERE name = 'Resident 1'")]
    [InlineData("UPDATE resident SET schedule = NULL WHERE name = 'Resident 1'")]
    [InlineData("UPDATE resident SET last_used_at = NULL, expiry_warnings = 0 WHERE name = 'Resident 1'")]
    [InlineData("UPDATE consent SET at = 0 WHERE subject = (SELECT id FROM resident WHERE name = 'Resident 1')")]
    [InlineData("DELETE FROM consent WHERE subject = (SELECT id FROM resident WHERE name = 'Resident 1')")]
    [InlineData("DELETE FROM reference WHERE id = (SELECT min(reference.id) FROM reference, resident WHERE subject = resident.id AND name = 'Resident 1')")]
    [InlineData("UPDATE reference SET subject = (SELECT id FROM resident WHERE name = 'Resident 1') WHERE subject = (SELECT id FROM resident WHERE name = 'Resident 1')"
        + "; UPDATE resident SET name = 'Resident 9', name_key = 'RESIDENT 9' WHERE name = 'Resident 1'")]
    public void What_somebody_writes_without_the_key_denies_its_owner_alone(string change)
    {
        Edit(change);

        AssertDenied();
    }

    [Fact]
    public void Every_flipped_bit_of_a_column_that_decides_denies_its_owner_alone()
    {
        string[] columns = ["id", "name", "name_key", "enrolled_at", "schedule", "valid_from", "valid_until", "suspended", "administrator", "last_used_at", "expiry_warnings"];
        var sound = _folder.In("sound.db");
        File.Copy(_folder.File, sound);
        var values = columns.ToDictionary(column => column, Value);
        var flips = 0;
        foreach (var column in columns)
        {
            var (type, bytes) = values[column];
            for (var bit = 0; bit < (type == "integer" ? 63 : bytes.Length * 8); bit++)
            {
                File.Copy(sound, _folder.File, overwrite: true);
                var value = type == "integer"
                    ? $"({column} | {1L << bit}) - ({column} & {1L << bit})"
                    : $"CAST(x'{Convert.ToHexString([.. bytes.Select((octet, i) => i == bit / 8 ? (byte)(octet ^ (1 << (bit % 8))) : octet)])}' AS TEXT)";
                Edit($"PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; UPDATE resident SET {column} = {value} WHERE name = 'Resident 1'");
                AssertDenied($"{column}, bit {bit}");
                flips++;
            }
        }

        Assert.True(flips > 800, $"{flips}");
    }

    [Fact]
    public void A_row_that_was_erased_and_is_put_back_lets_nobody_in()
    {
        var before = _folder.In("before.db");
        File.Copy(_folder.File, before);
        using (var store = ResidentStore.Open(_folder.File))
            store.Remove(_residents.Single(resident => resident.Name == "Resident 1").Id);
        Edit($"ATTACH '{before}' AS before; INSERT INTO resident SELECT * FROM before.resident WHERE name = 'Resident 1'; "
            + "INSERT INTO resident_key SELECT * FROM before.resident_key WHERE subject NOT IN (SELECT subject FROM resident_key); "
            + "INSERT INTO reference SELECT * FROM before.reference WHERE id NOT IN (SELECT id FROM reference)");

        AssertDenied();
        using var opened = ResidentStore.Open(_folder.File);
        Assert.Equal((0, 1), (opened.Found()!.Missing, opened.Found()!.Damaged));
    }

    [Fact]
    public void A_row_that_was_taken_away_is_missed()
    {
        Edit("PRAGMA foreign_keys = 1; DELETE FROM resident WHERE name = 'Resident 1'");

        using var store = ResidentStore.Open(_folder.File);

        Assert.Equal((1, 0), (store.Found()!.Missing, store.Found()!.Damaged));
    }

    [Fact]
    public void A_damaged_resident_can_be_removed_and_nothing_else()
    {
        Edit("UPDATE resident SET suspended = 0 WHERE name = 'Resident 1'");
        using var store = ResidentStore.Open(_folder.File);
        var id = _residents.Single(resident => resident.Name == "Resident 1").Id;

        foreach (var change in (Action[])
        [
            () => store.SetAdministrator(id, true), () => store.SetSuspended(id, false), () => store.Rename(id, "Kim"), () => store.MarkUsed(id, Enroll.Day.AddDays(1)),
            () => store.ReplaceReferences(id, Enroll.References(5, 1), Enroll.Day, Enroll.Consent, administrator: true),
        ])
        {
            Assert.Equal(StorageFault.ResidentDamaged, Assert.Throws<StorageException>(change).Fault);
        }

        Assert.True(store.Remove(id));
        Assert.Equal((0, 0), (store.Found()!.Missing, store.Found()!.Damaged));
    }

    [Fact]
    public void A_file_from_before_is_sealed_as_it_is_once()
    {
        using (var store = ResidentStore.Open(_folder.File))
            Earlier.MakeVersion4(store.Connection);
        using (var migrated = ResidentStore.Open(_folder.File))
            Assert.Equal(_residents, migrated.List());

        // Whoever takes the version and the marks back opens that door no more.
        Edit("UPDATE resident SET suspended = 0 WHERE name = 'Resident 1'; PRAGMA user_version = 4");

        AssertDenied();
    }

    private (string Type, byte[] Bytes) Value(string column)
    {
        using var store = ResidentStore.Open(_folder.File);
        return store.Connection.Rows(
            $"SELECT typeof({column}), CAST({column} AS BLOB) FROM resident WHERE name = 'Resident 1'",
            row => (row.GetString(0), row.IsDBNull(1) ? [] : row.GetFieldValue<byte[]>(1))).Single();
    }

    private void Edit(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.File};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    private void AssertDenied(string what = "")
    {
        using var store = ResidentStore.Open(_folder.File);
        var listed = store.List();
        Assert.Equal(_residents.Where(resident => resident.Name != "Resident 1"), listed.Where(resident => !resident.IsUnsealed));
        var damaged = Assert.Single(listed, resident => resident.IsUnsealed);
        Assert.True(Entitlement.Never with { Suspended = damaged.Entitlement.Suspended } == damaged.Entitlement, what);
        Assert.False(damaged.IsAdministrator, what);
        Assert.Contains("is not let in", damaged.Damage, StringComparison.Ordinal);
    }
}
