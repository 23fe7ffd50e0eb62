using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Keys;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Enrollment;
using DoorFace.Host.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Commands;

/// <summary><c>keys show|rotate</c> and <c>templates renew</c>, with the service and without.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private readonly StoredHome _home = new();

    private string Key => Path.ChangeExtension(_home.Database, ".key");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_key_is_shown_without_its_secret()
    {
        var shown = _home.Json("keys", "show");

        Assert.Equal((Key, false), (shown.GetProperty("path").GetString(), shown.GetProperty("credential").GetBoolean()));
        var publicKey = UnitPublicKey.FromPem(shown.GetProperty("publicKey").GetString());
        Assert.Equal(shown.GetProperty("fingerprint").GetString(), publicKey.Fingerprint);
        using var store = _home.OpenStore();
        using var signer = store.Signer();
        Assert.Equal(signer.PublicKey, publicKey);
    }

    [Fact]
    public void It_is_rotated_and_templates_are_renewed_and_the_audit_says_by_whom()
    {
        var (key, template) = (File.ReadAllBytes(Key), Template());
        var shown = _home.Json("keys", "show").GetProperty("fingerprint").GetString();

        Assert.Equal(ExitCodes.Success, _home.Run("keys", "rotate").Code);
        Assert.NotEqual(key, File.ReadAllBytes(Key));
        Assert.Equal(template, Template());

        Assert.Equal(ExitCodes.Success, _home.Run("templates", "renew").Code);
        Assert.NotEqual(template, Template());
        Assert.Equal(shown, _home.Json("keys", "show").GetProperty("fingerprint").GetString());
        Assert.Equal([nameof(AuditKind.KeyRotated), nameof(AuditKind.TemplatesRenewed)], _home.Entries().Select(entry => entry.Kind));
        Assert.All(_home.Entries(), entry => Assert.StartsWith("uid ", entry.Detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("keys", "rotate", AuditKind.KeyRotated)]
    [InlineData("templates", "renew", AuditKind.TemplatesRenewed)]
    public void What_is_done_while_somebody_reads_the_file_is_told_and_audited_as_not_yet_erased(string noun, string verb, AuditKind kind)
    {
        var before = File.ReadAllBytes(Key);
        using var other = new SqliteConnection($"Data Source={_home.Database};Pooling=False");
        other.Open();
        using var reading = other.BeginTransaction(deferred: true);
        using var command = new SqliteCommand("SELECT count(*) FROM resident", other, reading);
        command.ExecuteScalar();

        var (code, _, error) = _home.Run(noun, verb);

        Assert.Equal(ExitCodes.Fault, code);
        Assert.Contains("not yet erased", error, StringComparison.Ordinal);
        Assert.Equal(verb == "renew", before.SequenceEqual(File.ReadAllBytes(Key)));
        var entry = Assert.Single(_home.Entries());
        Assert.Equal(kind.ToString(), entry.Kind);
        Assert.EndsWith("; the file is not yet cleaned", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_key_is_told_in_a_sentence_and_residents_can_still_be_erased()
    {
        File.Delete(Key);

        var (code, _, error) = _home.Run("keys", "rotate");

        Assert.Equal(ExitCodes.Fault, code);
        Assert.Contains($"there is no file '{Key}'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
        Assert.Equal(ExitCodes.Success, _home.Run("residents", "remove", "Alex").Code);
    }

    [Fact]
    public async Task A_running_service_takes_a_new_key_and_new_templates_up_and_still_knows_its_residents()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        foreach (var command in new[] { ControlCommands.RotateKey, ControlCommands.RenewTemplates, ControlCommands.RotateKey })
        {
            var reply = hall.Unit.Control(ControlRequest.Of(command));
            Assert.True(reply.Done, reply.Message);
        }

        await hall.Unit.UntilAuditedAsync(AuditKind.TemplatesRenewed, "uid ");
        await hall.ShowAsync(People.AlexElsewhere, () => hall.Unit.IsOn(DoorOutput.Strike), "the door opens for Alex");
    }

    private string Template()
    {
        using var store = _home.OpenStore();
        return JsonSerializer.Serialize(store.LoadReferences().References.Single().Template.Values.ToArray());
    }
}
