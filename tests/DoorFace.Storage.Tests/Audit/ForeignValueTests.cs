using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>Values in the rows that the program never wrote, in a file that SQLite finds whole: nothing but a refusal of the file comes out of them.</summary>
public sealed class ForeignValueTests : IDisposable
{
    private readonly SealedHome _home = new();

    public ForeignValueTests()
    {
        _home.Run(3);
        using var store = _home.Start();
        store.Append([], new DoorMemory(LockDown: true));
    }

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("UPDATE sqlite_sequence SET seq = 'x'")]
    [InlineData("UPDATE sqlite_sequence SET seq = x'00'")]
    [InlineData("UPDATE sqlite_sequence SET seq = 1e300")]
    [InlineData("UPDATE door_memory SET lock_down_ends_at = 9223372036854775807")]
    [InlineData("UPDATE door_memory SET refused_attempts = 9223372036854775807")]
    [InlineData("UPDATE entry SET at = 9223372036854775807")]
    [InlineData("UPDATE boot SET number = 9223372036854775807")]
    [InlineData("UPDATE seal SET hash = zeroblob(2000000)")]
    [InlineData("UPDATE anchor SET hash = x'00'")]
    [InlineData("UPDATE identity SET audit_id = zeroblob(100000000)")]
    [InlineData("UPDATE seal SET at = 9223372036854775807, boot = -1")]
    [InlineData("UPDATE seal SET signature = x'00'")]
    [InlineData("UPDATE seal SET purpose = 'Other'")]
    [InlineData("DROP TABLE seal")]
    [InlineData("ALTER TABLE entry RENAME COLUMN kind TO sort")]
    public void The_audit_is_set_aside_and_the_door_goes_on(string damage)
    {
        Change(damage);

        using var store = _home.Start();

        Assert.True(File.Exists(_home.Audit + ".damaged-1"));
        Assert.Equal(new DoorMemory(Tamper: true), store.LoadMemory());
        store.Append(Happening.Records(9, 1), new DoorMemory());
        Assert.True(_home.Verify().IsSound);
    }

    [Theory]
    [InlineData("UPDATE entry SET since_start = 9223372036854775807")]
    [InlineData("UPDATE entry SET kind = 'x', detail = '{}'")]
    [InlineData("UPDATE seal SET key = x'00'")]
    public void What_is_only_looked_at_keeps_nothing_from_being_stored(string damage)
    {
        Change(damage);

        using (var store = _home.Start())
            store.Append(Happening.Records(9, 1), null);

        Assert.False(File.Exists(_home.Audit + ".damaged-1"));
        Assert.False(_home.Verify().IsSound);
    }

    [Fact]
    public void No_flipped_bit_of_a_seals_key_comes_out_as_anything_but_a_seal_that_is_none()
    {
        var key = _home.PublicKey.ToArray();
        for (var bit = 0; bit < key.Length * 8; bit += 7)
        {
            byte[] flipped = [.. key];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            _home.Edit(connection =>
            {
                connection.Execute("UPDATE seal SET key = $key", ("$key", flipped));
            });
            using var store = AuditStore.OpenForAppending(_home.Audit, signer: _home.Signer);
            store.Append([Happening.Record(bit, AuditKind.DoorOpened)], null);
        }

        Assert.False(_home.Verify().IsSound);
    }

    [Fact]
    public void A_file_that_is_in_use_is_not_damaged()
    {
        using var other = new SqliteConnection($"Data Source={_home.Audit};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction(deferred: false);

        var fault = Assert.Throws<StorageException>(() => AuditStore.OpenOrReplace(_home.Audit, TimeSpan.FromMilliseconds(100)));

        Assert.Equal(StorageFault.Busy, fault.Fault);
        Assert.False(File.Exists(_home.Audit + ".damaged-1"));
    }

    [Fact]
    public void What_its_use_has_shown_to_be_damaged_is_set_aside_although_it_can_be_opened()
    {
        var known = new StorageException(StorageFault.Corrupt, "It is damaged.");

        var opened = AuditStore.OpenOrReplace(_home.Audit, known: known);
        using var store = opened.Store;

        Assert.StartsWith("It is damaged.", opened.Replaced, StringComparison.Ordinal);
        Assert.True(File.Exists(_home.Audit + ".damaged-1"));
    }

    // Whoever changes a file is bound by none of its rules.
    private void Change(string damage) => _home.Edit(connection =>
    {
        connection.Execute("PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0");
        connection.Execute(damage);
    });
}
