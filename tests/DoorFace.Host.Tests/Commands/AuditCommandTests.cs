using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage;

namespace DoorFace.Host.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly StoredHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_newest_entries_are_shown_with_the_names_of_residents_and_the_last_one_last()
    {
        Append(
            Record(0, AuditKind.Started),
            Record(1, AuditKind.StrikeReleased, "Face", _home.Alex),
            Record(2, AuditKind.StrikeReleased, "Face", SubjectId.New()),
            Record(3.25, AuditKind.AccessDenied, "BelowThreshold"));

        var shown = _home.Json("audit", "show", "--most", "3").EnumerateArray().ToList();

        Assert.Equal([2, 3, 4], shown.Select(entry => entry.GetProperty("sequence").GetInt64()));
        Assert.Equal(["Alex", null, null], shown.Select(entry => entry.GetProperty("resident").GetString()));
        Assert.Equal(
            [JsonValueKind.String, JsonValueKind.String, JsonValueKind.Null], shown.Select(entry => entry.GetProperty("residentId").ValueKind));
        var last = shown[2];
        Assert.Equal(("AccessDenied", "BelowThreshold"), (last.GetProperty("kind").GetString(), last.GetProperty("detail").GetString()));
        Assert.Equal((Noon.AddSeconds(3.25), 3.25), (last.GetProperty("at").GetDateTimeOffset(), last.GetProperty("secondsSinceStart").GetDouble()));
        Assert.Equal(1, last.GetProperty("boot").GetInt64());

        var (code, table, _) = _home.Run("audit", "show");
        Assert.Equal(ExitCodes.Success, code);
        Assert.True(table.IndexOf("Started", StringComparison.Ordinal) < table.IndexOf("AccessDenied", StringComparison.Ordinal), table);
        foreach (var cell in (string[])["Alex", "(removed)", "4 of 4 entries"])
        {
            Assert.Contains(cell, table, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_resident_who_is_erased_is_named_no_more()
    {
        Append(Record(1, AuditKind.StrikeReleased, "Face", _home.Alex));

        Assert.Equal(ExitCodes.Success, _home.Run("residents", "remove", "Alex").Code);

        var (_, table, _) = _home.Run("audit", "show");
        Assert.Contains("(removed)", table, StringComparison.Ordinal);
        Assert.DoesNotContain("Alex", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_at_the_audit_is_no_start_of_the_service_and_needs_no_quiet_one()
    {
        Append(Record(1, AuditKind.Started));
        using var service = AuditStore.Open(_home.Audit);

        Assert.Equal(1, _home.Json("audit", "show").GetArrayLength());
        service.Append([Record(2, AuditKind.Intent)], null);
        Assert.Equal(2, _home.Json("audit", "show")[1].GetProperty("boot").GetInt64());
    }

    [Fact]
    public void Residents_that_cannot_be_read_are_shown_by_their_ids()
    {
        Append(Record(1, AuditKind.StrikeReleased, "Face", _home.Alex));
        File.WriteAllText(_home.Database, "This is a letter, and no database.");

        var (code, output, error) = _home.Run("audit", "show", "--json");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("shown by their ids", error, StringComparison.Ordinal);
        Assert.Equal(_home.Alex.ToString(), JsonDocument.Parse(output).RootElement[0].GetProperty("residentId").GetString());
    }

    [Fact]
    public void An_audit_that_was_never_begun_is_told_and_not_made()
    {
        var (code, _, error) = _home.Run("audit", "show");

        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains($"There is no audit yet: '{_home.Audit}' does not exist", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_home.Audit));
    }

    [Fact]
    public void A_file_that_is_no_audit_is_a_fault_that_names_it()
    {
        File.WriteAllText(_home.Audit, "This is a letter, and no database.");

        var (code, output, error) = _home.Run("audit", "show");

        Assert.Equal((ExitCodes.Fault, ""), (code, output));
        Assert.Contains($"error: The audit file '{_home.Audit}' is none", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("100001")]
    [InlineData("many")]
    public void The_number_of_entries_is_checked(string most)
    {
        Append(Record(1, AuditKind.Started));

        var (code, _, error) = _home.Run("audit", "show", "--most", most);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("--most", error, StringComparison.Ordinal);
        Assert.Contains(most, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_audit_may_be_kept_elsewhere()
    {
        var elsewhere = Path.Combine(Path.GetDirectoryName(_home.Audit)!, "elsewhere.db");
        Append(Record(1, AuditKind.Started));
        File.Move(_home.Audit, elsewhere);

        Assert.Equal(1, _home.Json("audit", "show", "--set", $"Storage:Audit={elsewhere}").GetArrayLength());
    }

    [Fact]
    public void Many_entries_are_shown_page_by_page()
    {
        Append([.. Enumerable.Range(1, 450).Select(second => Record(second, AuditKind.Intent, $"{second}"))]);

        Assert.Equal(Enumerable.Range(101, 350), _home.Json("audit", "show", "--most", "350").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt32()));
        Assert.Equal(450, _home.Json("audit", "show", "--most", "1000").GetArrayLength());
    }

    [Fact]
    public void The_audit_is_exported_a_line_an_entry_with_what_proves_it_and_that_is_audited()
    {
        Append([.. Enumerable.Range(1, 450).Select(second => Record(second, AuditKind.StrikeReleased, $"{second}", _home.Alex))]);

        var (code, output, _) = _home.Run("audit", "export");

        Assert.Equal(ExitCodes.Success, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(_home.Entries().Select(entry => (entry.Sequence, $"{entry.Hash}")), lines.Select(line => (line.GetProperty("sequence").GetInt64(), line.GetProperty("hash").GetString()!)));
        Assert.Equal((451, $"{AuditKind.DataExported}"), (lines.Count, lines[^1].GetProperty("kind").GetString()));
        Assert.StartsWith("audit, uid ", lines[^1].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Alex", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exported_audit_proves_itself()
    {
        Append(Record(1, AuditKind.Started), Record(2.5, AuditKind.StrikeReleased, "Face é", _home.Alex));

        var entries = _home.Run("audit", "export").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Select(line => new AuditEntry(
            line.GetProperty("sequence").GetInt64(),
            line.GetProperty("boot").GetInt64(),
            line.GetProperty("at").GetDateTimeOffset(),
            TimeSpan.FromSeconds(line.GetProperty("secondsSinceStart").GetDouble()),
            line.GetProperty("kind").GetString()!,
            line.TryGetProperty("residentId", out var id) ? new SubjectId(Guid.ParseExact(id.GetString()!, "N")) : null,
            line.GetProperty("detail").GetString()!)
        {
            Hash = new ChainHash(Convert.FromHexString(line.GetProperty("hash").GetString()!)),
        }).ToList();

        var found = HashChain.Verify(default, entries, entries[^1].Sequence);
        Assert.True(found.IsSound && found.Verified == 3, found.Fault?.Description);
    }

    [Fact]
    public void A_sound_audit_is_verified_and_a_changed_entry_is_named()
    {
        Append(Record(1, AuditKind.Started), Record(2, AuditKind.Intent), Record(3, AuditKind.Intent));
        var sound = _home.Json("audit", "verify");
        Assert.True(sound.GetProperty("sound").GetBoolean());
        Assert.Equal((3, 3), (sound.GetProperty("verified").GetInt64(), sound.GetProperty("lastSequence").GetInt64()));
        Assert.Contains("as it was written: 3 entries", _home.Run("audit", "verify").Output, StringComparison.Ordinal);

        using (var file = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_home.Audit};Pooling=False"))
        {
            file.Open();
            using var change = file.CreateCommand();
            change.CommandText = "UPDATE entry SET detail = 'nothing' WHERE sequence = 2";
            Assert.Equal(1, change.ExecuteNonQuery());
        }

        var (code, output, error) = _home.Run("audit", "verify", "--json");
        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains("Entry 2 is not the one that was written there", error, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetProperty("lastSequence").GetInt64());
    }

    private static AuditRecord Record(double seconds, AuditKind kind, string detail = "", SubjectId? subject = null) =>
        new(new AuditEvent(kind, detail, subject), Noon.AddSeconds(seconds), TimeSpan.FromSeconds(seconds));

    private void Append(params AuditRecord[] records)
    {
        using var store = AuditStore.Open(_home.Audit);
        store.Append(records, null);
    }
}
