using DoorFace.Core.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;
using DoorFace.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Commands;

/// <summary>What <c>audit verify</c> says of an audit that was emptied, forged or deleted with every seal in it.</summary>
public sealed class WipedAuditCommandTests : IDisposable
{
    private const string Wipe = "DELETE FROM entry; DELETE FROM seal; UPDATE anchor SET sequence = 120, hash = zeroblob(32)";

    private const string SealsGone = "says: every seal was gone, though the audit had been sealed up to entry 120.";

    private readonly StoredHome _home = new();

    public WipedAuditCommandTests()
    {
        _home.Append(StoredHome.Record(0, AuditKind.Started));
        _home.Append([.. Enumerable.Range(1, 119).Select(second => StoredHome.Record(second, AuditKind.Intent))]);
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_wiped_one_is_told_before_and_after_the_next_entry()
    {
        Edit(Wipe);

        Refused("Every seal is gone, though the unit had sealed the audit up to entry 120: any entry up to 120 may be gone or forged.");
        _home.Append(StoredHome.Record(200, AuditKind.Started));
        Refused($"Entry 121 {SealsGone}");
        _home.Append(StoredHome.Record(300, AuditKind.Started));
        Refused($"Entry 121 {SealsGone}");
    }

    [Theory]
    [InlineData(Wipe, SealsGone)]
    [InlineData("DELETE FROM seal", SealsGone)]
    [InlineData("DELETE FROM entry; DELETE FROM seal; DELETE FROM anchor; DELETE FROM sqlite_sequence", "Entries 2 to 120 were removed.")]
    public void Its_export_convinces_nobody_who_has_the_public_key(string sql, string found)
    {
        var pem = _home.In("unit.pem");
        File.WriteAllText(pem, _home.Json("keys", "show").GetProperty("publicKey").GetString());
        Edit(sql);
        // An export is itself an entry, which the unit seals, unless it is made by something else.
        var key = KeyLocation.Beside(_home.Database).File;
        File.Move(key, _home.In("away"));
        Exported("There is no seal: whatever was stored up to entry");
        File.Move(_home.In("away"), key);
        Exported(found);

        void Exported(string says)
        {
            var export = _home.In("audit.jsonl");
            File.WriteAllText(export, _home.Run("audit", "export").Output);
            var (code, _, error) = DoorFaceProgram.Run(["audit", "verify", "--file", export, "--public-key", pem]);
            Assert.Equal(ExitCodes.Negative, code);
            Assert.Contains(says, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_export_with_nothing_in_it_proves_nothing()
    {
        var (export, pem) = (_home.In("audit.jsonl"), _home.In("unit.pem"));
        File.WriteAllText(pem, _home.Json("keys", "show").GetProperty("publicKey").GetString());
        File.WriteAllLines(export,
        [
            """{"line":"beginning","format":"doorface audit 1","auditId":"00112233445566778899aabbccddeeff"}""",
            $$"""{"line":"end","anchorSequence":0,"anchorHash":"{{new string('0', 64)}}","accessErased":0,"administrationErased":0,"lastGiven":0}""",
        ]);

        var (code, output, error) = DoorFaceProgram.Run(["audit", "verify", "--file", export, "--public-key", pem]);

        Assert.Equal(ExitCodes.Negative, code);
        Assert.Equal("error: There is neither an entry nor a seal in the audit, which proves nothing.", error.Trim());
        Assert.DoesNotContain("as it was written", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_history_is_told_before_and_after_the_next_entry()
    {
        var other = _home.In("forged.db");
        using (var store = AuditStore.Open(other))
        {
            store.Append([.. Enumerable.Range(1, 3).Select(second => StoredHome.Record(second, AuditKind.Intent, "never"))], null);
        }

        Edit($"ATTACH '{other}' AS forged; DELETE FROM entry; DELETE FROM seal; INSERT INTO entry SELECT * FROM forged.entry; UPDATE sqlite_sequence SET seq = 3 WHERE name = 'entry'");

        Refused("Entries 4 to 120 were removed.");
        _home.Append(StoredHome.Record(200, AuditKind.Started));
        Refused("Entries 4 to 120 were removed.");
        Assert.Equal("every seal was gone, though the audit had been sealed up to entry 120", _home.Entries()[3].Detail);
    }

    [Fact]
    public void A_deleted_one_is_told_before_and_after_a_new_one_is_begun()
    {
        File.Delete(_home.Audit);

        Refused($"The audit is gone: '{_home.Audit}' does not exist, though the unit had sealed it up to entry 120.");
        _home.Append(StoredHome.Record(200, AuditKind.Started));
        Refused("Entry 1 says: the audit that had been sealed up to entry 120 was gone, with another one in its place.");
    }

    private void Refused(string says)
    {
        var (code, _, error) = _home.Run("audit", "verify");
        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    private void Edit(string sql)
    {
        using var file = new SqliteConnection($"Data Source={_home.Audit};Pooling=False");
        file.Open();
        using var change = file.CreateCommand();
        change.CommandText = sql;
        change.ExecuteNonQuery();
    }
}
