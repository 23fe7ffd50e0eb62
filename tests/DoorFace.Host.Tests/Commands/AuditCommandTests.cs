using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;

namespace DoorFace.Host.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    private readonly StoredHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_newest_entries_are_shown_with_the_names_of_residents_and_the_last_one_last()
    {
        _home.Append(
            StoredHome.Record(0, AuditKind.Started),
            StoredHome.Record(1, AuditKind.StrikeReleased, "Face", _home.Alex),
            StoredHome.Record(2, AuditKind.StrikeReleased, "Face", SubjectId.New()),
            StoredHome.Record(3.25, AuditKind.AccessDenied, "BelowThreshold"));

        var shown = _home.Json("audit", "show", "--most", "3").EnumerateArray().ToList();

        Assert.Equal([2, 3, 4], shown.Select(entry => entry.GetProperty("sequence").GetInt64()));
        Assert.Equal(["Alex", null, null], shown.Select(entry => entry.GetProperty("resident").GetString()));
        Assert.Equal(
            [JsonValueKind.String, JsonValueKind.String, JsonValueKind.Null], shown.Select(entry => entry.GetProperty("residentId").ValueKind));
        var last = shown[2];
        Assert.Equal(("AccessDenied", "BelowThreshold"), (last.GetProperty("kind").GetString(), last.GetProperty("detail").GetString()));
        Assert.Equal((StoredHome.Noon.AddSeconds(3.25), 3.25), (last.GetProperty("at").GetDateTimeOffset(), last.GetProperty("secondsSinceStart").GetDouble()));
        Assert.Equal(1, last.GetProperty("boot").GetInt64());

        var (code, table, _) = _home.Run("audit", "show");
        Assert.Equal(ExitCodes.Success, code);
        Assert.True(table.IndexOf("Started", StringComparison.Ordinal) < table.IndexOf("AccessDenied", StringComparison.Ordinal), table);
        foreach (var cell in (string[])["Alex", "(removed)", "5 of 5 entries"])
        {
            Assert.Contains(cell, table, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whoever_is_shown_names_or_entries_is_kept_as_often_as_they_look()
    {
        _home.Append(StoredHome.Record(1, AuditKind.Started));
        string[][] looks = [["residents", "list"], ["residents", "show", "Alex"], ["audit", "show"], ["residents", "list", "--json"], ["audit", "show", "--most", "1"]];
        foreach (var look in looks)
        {
            Assert.Equal(ExitCodes.Success, _home.Run(look).Code);
        }

        var kept = _home.Entries().Where(entry => entry.Kind == nameof(AuditKind.DataViewed)).ToList();
        Assert.Equal(["residents list", "residents show", "audit show", "residents list", "audit show"], kept.Select(entry => entry.Detail.Split(',')[0]));
        Assert.All(kept, entry => Assert.Contains(", uid ", entry.Detail, StringComparison.Ordinal));
        Assert.Equal([null, _home.Alex, null, null, null], kept.Select(entry => entry.Subject));
    }

    [Fact]
    public void A_resident_who_is_erased_is_named_no_more()
    {
        _home.Append(StoredHome.Record(1, AuditKind.StrikeReleased, "Face", _home.Alex));

        Assert.Equal(ExitCodes.Success, _home.Run("residents", "remove", "Alex").Code);

        var (_, table, _) = _home.Run("audit", "show");
        Assert.Contains("(removed)", table, StringComparison.Ordinal);
        Assert.DoesNotContain("Alex", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_at_the_audit_is_no_start_of_the_service_and_needs_no_quiet_one()
    {
        _home.Append(StoredHome.Record(1, AuditKind.Started));
        using var service = AuditStore.Open(_home.Audit);

        Assert.Equal(1, _home.Json("audit", "show").GetArrayLength());
        service.Append([StoredHome.Record(2, AuditKind.Intent)], null);
        Assert.Equal(2, _home.Json("audit", "show")[2].GetProperty("boot").GetInt64());
    }

    [Fact]
    public void Residents_that_cannot_be_read_are_shown_by_their_ids()
    {
        _home.Append(StoredHome.Record(1, AuditKind.StrikeReleased, "Face", _home.Alex));
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
    public void An_audit_without_an_entry_yet_is_told_as_such_and_is_no_failure()
    {
        // As after a kill between its making and the first entry.
        AuditStore.Open(_home.Audit).Dispose();

        var (code, output, _) = _home.Run("audit", "verify");

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("There is no entry in the audit yet: this unit has never sealed one.", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        // Once it has, an empty one is a wiped one.
        _home.Append(StoredHome.Record(1, AuditKind.Started));
        File.Delete(_home.Audit);
        AuditStore.Open(_home.Audit).Dispose();
        Assert.Equal(ExitCodes.Negative, _home.Run("audit", "verify").Code);
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
        _home.Append(StoredHome.Record(1, AuditKind.Started));

        var (code, _, error) = _home.Run("audit", "show", "--most", most);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("--most", error, StringComparison.Ordinal);
        Assert.Contains(most, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_audit_may_be_kept_elsewhere()
    {
        var elsewhere = Path.Combine(Path.GetDirectoryName(_home.Audit)!, "elsewhere.db");
        _home.Append(StoredHome.Record(1, AuditKind.Started));
        File.Move(_home.Audit, elsewhere);

        Assert.Equal(1, _home.Json("audit", "show", "--set", $"Storage:Audit={elsewhere}").GetArrayLength());
    }

    [Fact]
    public void Many_entries_are_shown_page_by_page()
    {
        _home.Append([.. Enumerable.Range(1, 450).Select(second => StoredHome.Record(second, AuditKind.Intent, $"{second}"))]);

        Assert.Equal(Enumerable.Range(101, 350), _home.Json("audit", "show", "--most", "350").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt32()));
        // And the look before.
        Assert.Equal(451, _home.Json("audit", "show", "--most", "1000").GetArrayLength());
    }

    [Fact]
    public void The_audit_is_exported_a_line_an_entry_with_what_proves_it_and_that_is_audited()
    {
        _home.Append([.. Enumerable.Range(1, 450).Select(second => StoredHome.Record(second, AuditKind.StrikeReleased, $"{second}", _home.Alex))]);

        var (code, output, _) = _home.Run("audit", "export");

        Assert.Equal(ExitCodes.Success, code);
        var lines = Lines(output, "entry");
        Assert.Equal(_home.Entries().Select(entry => (entry.Sequence, $"{entry.Hash}")), lines.Select(line => (line.GetProperty("sequence").GetInt64(), line.GetProperty("hash").GetString()!)));
        Assert.Equal((451, $"{AuditKind.DataExported}"), (lines.Count, lines[^1].GetProperty("kind").GetString()));
        Assert.StartsWith("audit, uid ", lines[^1].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Alex", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_that_is_none_is_refused()
    {
        File.WriteAllText(_home.In("none.pem"), "This is a letter, and no key.");

        var (code, _, error) = _home.Run("audit", "verify", "--public-key", _home.In("none.pem"));

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("no 'BEGIN PUBLIC KEY' in it", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_units_key_entries_are_kept_and_verify_says_that_nothing_seals_them()
    {
        _home.Append(StoredHome.Record(1, AuditKind.Started));
        File.Move(KeyLocation.Beside(_home.Database).File, _home.In("away"));

        Assert.Equal(ExitCodes.Success, _home.Run("residents", "remove", "Alex").Code);

        Assert.Equal(nameof(AuditKind.ResidentErased), _home.Entries()[^1].Kind);
        var (code, _, error) = _home.Run("audit", "verify");
        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains("Entry 2 is not under the newest seal", error, StringComparison.Ordinal);

        File.Move(_home.In("away"), KeyLocation.Beside(_home.Database).File);
        Assert.Equal(ExitCodes.Success, _home.Run("keys", "rotate").Code);
        Assert.StartsWith("Entry 3 says: entry 2 had been stored without the unit's key", _home.Json("audit", "verify").GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_audit_is_verified_and_a_changed_entry_is_named()
    {
        _home.Append(StoredHome.Record(1, AuditKind.Started), StoredHome.Record(2, AuditKind.Intent), StoredHome.Record(3, AuditKind.Intent));
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

    private static List<JsonElement> Lines(string export, string kind) =>
    [
        .. export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("line").GetString() == kind),
    ];
}
