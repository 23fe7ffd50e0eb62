using System.Runtime.Versioning;
using System.Security.Cryptography;
using DoorFace.Core.Audit;
using DoorFace.Host.Doctor;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>Models, databases, permissions and the disk: each is broken for real, and the doctor sees it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StoredThingsTests : IDisposable
{
    private readonly ExaminedHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Models_as_in_the_manifest_pass_and_each_is_named()
    {
        var result = _home.Look(new ModelsCheck());

        Assert.Equal((CheckOutcome.Pass, (string?)null), (result.Outcome, result.Remedy));
        Assert.All((string[])["Detector", "Landmarks", "Embedder", "Liveness"], role => Assert.Contains(role, result.Found, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_residents_of_one_name_written_differently_want_looking_at()
    {
        _home.Edit(_home.Database, "INSERT INTO resident (id, name, name_key, enrolled_at) VALUES (printf('%032x', 1), 'Jos' || char(0xE9), 'a', 0), (printf('%032x', 2), 'JOSE' || char(0x301), 'b', 0)");

        var result = _home.Look(new DatabasesCheck());

        Assert.Equal(CheckOutcome.Warn, result.Outcome);
        Assert.Contains("several are called", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_with_one_changed_byte_fails_and_so_does_a_missing_one_while_the_others_load()
    {
        CopyModels();
        var (changed, missing) = (_home.In("models/face-embedder.int8.onnx"), _home.In("models/face-liveness.onnx"));
        using (var file = File.Open(changed, FileMode.Open))
        {
            file.Position = file.Length / 2;
            var was = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(was ^ 1));
        }

        File.Delete(missing);

        var result = _home.Look(new ModelsCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains($"{changed}: the SHA-256 is", result.Found, StringComparison.Ordinal);
        Assert.Contains($"{missing}: the Liveness model is missing", result.Found, StringComparison.Ordinal);
        Assert.Contains("face-detector.int8.onnx (", result.Found, StringComparison.Ordinal);
        Assert.Contains("scripts/setup.sh", result.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_manifest_fails()
    {
        _home.Set("Models:Manifest", _home.In("models.json"));

        Assert.Equal(CheckOutcome.Fail, _home.Look(new ModelsCheck()).Outcome);
    }

    [Fact]
    public void Whole_databases_pass_and_not_a_byte_of_them_changes()
    {
        var before = Fingerprint();

        var result = _home.Look(new DatabasesCheck());

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains("5 entries as they were written", result.Found, StringComparison.Ordinal);
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public void Databases_that_a_service_has_open_pass_too()
    {
        using var residents = ResidentStore.Open(_home.Database);
        using var audit = AuditStore.Open(_home.Audit);
        audit.Append([new AuditRecord(new AuditEvent(AuditKind.Started), DateTimeOffset.UnixEpoch, TimeSpan.Zero)], null);

        var result = _home.Look(new DatabasesCheck());

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains("6 entries as they were written", result.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doorface.db", 5000, "The residents file")]
    [InlineData("doorface.db", 50, "The residents file")]
    [InlineData("doorface-audit.db", 9000, "The audit file")]
    public void A_truncated_database_fails(string name, int length, string says)
    {
        using (var file = File.OpenWrite(Path.Combine(_home.State, name)))
        {
            file.SetLength(length);
        }

        var result = _home.Look(new DatabasesCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains($"{says} '{Path.Combine(_home.State, name)}' is", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_that_was_edited_fails_and_the_entry_is_named()
    {
        _home.Edit(_home.Audit, "UPDATE entry SET kind = 'DoorOpened' WHERE sequence = 3");

        var result = _home.Look(new DatabasesCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains("Entry 3 is not the one that was written there", result.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doorface.db")]
    [InlineData("doorface-audit.db")]
    public void An_erasure_that_is_not_finished_is_a_warning(string name)
    {
        _home.Edit(Path.Combine(_home.State, name), "INSERT INTO pending_erasure (id) VALUES (1)");

        Assert.Equal(CheckOutcome.Warn, _home.Look(new DatabasesCheck()).Outcome);
    }

    [Fact]
    public void An_older_schema_is_told_and_left()
    {
        _home.Edit(_home.Audit, "ALTER TABLE entry DROP COLUMN hash; DROP TABLE anchor; DROP TABLE pending_erasure; PRAGMA user_version = 1");
        var before = Fingerprint();

        var result = _home.Look(new DatabasesCheck());

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains("schema 1, which the next start brings to 6", result.Found, StringComparison.Ordinal);
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public void A_missing_database_is_a_warning_and_not_made()
    {
        File.Delete(_home.Audit);

        Assert.Equal(CheckOutcome.Warn, _home.Look(new DatabasesCheck()).Outcome);
        Assert.False(File.Exists(_home.Audit));
    }

    [Theory]
    [InlineData("doorface.db", 0x180, CheckOutcome.Pass, "3 files")] // 0600
    [InlineData("doorface.db", 0x1A4, CheckOutcome.Fail, "doorface.db' is open to others (mode 0644)")]
    [InlineData("doorface-audit.db", 0x190, CheckOutcome.Fail, "doorface-audit.db' is open to others (mode 0620)")]
    [InlineData("doorface-audit.db.damaged-1", 0x184, CheckOutcome.Fail, "damaged-1' is open to others (mode 0604)")]
    [InlineData("", 0x1C0, CheckOutcome.Pass, "3 files")] // 0700
    [InlineData("", 0x1ED, CheckOutcome.Warn, "may be looked into by others (mode 0755)")]
    [InlineData("", 0x1F0, CheckOutcome.Fail, "may be written by others (mode 0760)")]
    public void What_others_may_do_with_a_file_or_its_folder_is_seen(string name, int mode, CheckOutcome outcome, string found)
    {
        File.Create(_home.Audit + ".damaged-1").Dispose();
        File.SetUnixFileMode(_home.Audit + ".damaged-1", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(Path.Combine(_home.State, name), (UnixFileMode)mode);

        var result = _home.Look(new FilesCheck());

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(found, result.Found, StringComparison.Ordinal);
        Assert.Equal(outcome != CheckOutcome.Pass, result.Remedy?.Contains("chmod", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void What_belongs_to_another_user_than_the_service_fails()
    {
        _home.Service = _home.Service with { User = 4_000_000 };

        var result = _home.Look(new FilesCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains("not to the service's, 4000000", result.Found, StringComparison.Ordinal);
        Assert.Contains($"chown 4000000 '{_home.Database}'", result.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x1B0, CheckOutcome.Pass)] // 0660
    [InlineData(0x1B6, CheckOutcome.Fail)] // 0666
    public void The_socket_is_its_groups_and_nobody_elses(int mode, CheckOutcome outcome)
    {
        var socket = _home.In("socket");
        File.Create(socket).Dispose();
        File.SetUnixFileMode(socket, (UnixFileMode)mode);
        _home.Service = _home.Service with { Socket = socket };

        Assert.Equal(outcome, _home.Look(new FilesCheck()).Outcome);
    }

    [Fact]
    public void An_absent_folder_fails_and_is_not_made()
    {
        _home.Set("Storage:Database", _home.In("nowhere/doorface.db"));

        var result = _home.Look(new DiskCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains($"'{_home.In("nowhere")}' does not exist", result.Found, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home.In("nowhere")));
    }

    [Fact]
    public void A_file_system_without_room_fails()
    {
        // The kernel's own, which has none.
        _home.Set("Storage:Database", "/proc/doorface.db");

        var result = _home.Look(new DiskCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains("'/proc'", result.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x01 0x02\n", "0x01\n", CheckOutcome.Pass, "mmcblk0 has used 10 to 20 % of its life.")]
    [InlineData("0x09 0x0a\n", "0x01\n", CheckOutcome.Warn, "90 to 100 %")]
    [InlineData("0x01 0x0b\n", "0x01\n", CheckOutcome.Fail, "has used all of its life")]
    [InlineData("0x01 0x01\n", "0x02\n", CheckOutcome.Warn, "most of its reserve")]
    [InlineData("0x00 0x00\n", "0x03\n", CheckOutcome.Fail, "an unknown part of its life and nearly all of its reserve")]
    [InlineData("0x00 0x00\n", "0x00\n", CheckOutcome.Pass, "No memory card tells")]
    [InlineData("garbage\n", "\n", CheckOutcome.Pass, "No memory card tells")]
    public void A_card_that_tells_how_worn_it_is_is_believed(string life, string reserve, CheckOutcome outcome, string found)
    {
        Assert.SkipWhen(_home.Look(new DiskCheck()).Outcome != CheckOutcome.Pass, "this machine itself has little room left");
        _home.Tell("sys/block/mmcblk0/device/life_time", life);
        _home.Tell("sys/block/mmcblk0/device/pre_eol_info", reserve);
        _home.Tell("sys/block/mmcblk0boot0/size", "8192\n");

        var result = _home.Look(new DiskCheck());

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(found, result.Found, StringComparison.Ordinal);
    }

    private void CopyModels()
    {
        Directory.CreateDirectory(_home.In("models"));
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.ModelDirectory).Where(file => Path.GetExtension(file) is ".onnx" or ".json"))
        {
            File.Copy(file, Path.Combine(_home.In("models"), Path.GetFileName(file)));
        }

        _home.Set("Models:Manifest", _home.In("models/models.json"));
    }

    // Of the databases alone: SQLite may leave an empty log and its index beside what was only read.
    private string[] Fingerprint() =>
        [.. ((string[])[_home.Database, _home.Audit]).Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];
}
