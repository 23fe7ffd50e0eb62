using DoorFace.Core.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Support;

namespace DoorFace.Host.Tests.Commands;

/// <summary>What administrators do with residents while no service runs.</summary>
public sealed class ResidentsCommandTests : IDisposable
{
    private readonly StoredHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Without_a_service_it_is_done_on_the_files_and_said_so()
    {
        var (code, output, error) = _home.Run("residents", "rename", "alex", "Sam");

        Assert.Equal((ExitCodes.Success, "Sam"), (code, _home.Json("residents", "list")[0].GetProperty("name").GetString()));
        Assert.Contains("Alex is now Sam.", output, StringComparison.Ordinal);
        Assert.Equal("note: No service is running; this is done on the files themselves.", error.Trim());
        AssertAudited(AuditKind.ResidentRenamed, $"uid {Uid()}");
    }

    [Fact]
    public void A_suspended_resident_is_listed_so_until_resumed()
    {
        _home.Json("residents", "suspend", "Alex");
        Assert.True(_home.Json("residents", "list")[0].GetProperty("suspended").GetBoolean());
        Assert.Contains("suspended", _home.Run("residents", "list").Output, StringComparison.Ordinal);
        AssertAudited(AuditKind.ResidentSuspended, $"uid {Uid()}");

        _home.Json("residents", "suspend", "Alex", "--resume");
        Assert.False(_home.Json("residents", "list")[0].GetProperty("suspended").GetBoolean());
        AssertAudited(AuditKind.ResidentResumed, $"uid {Uid()}");
    }

    [Fact]
    public void An_administrator_is_appointed_and_dismissed_and_the_last_one_is_missed()
    {
        _home.Json("residents", "make-admin", "Alex");
        Assert.True(_home.Json("residents", "list")[0].GetProperty("administrator").GetBoolean());
        AssertAudited(AuditKind.AdministratorAppointed, $"uid {Uid()}");

        var done = _home.Json("residents", "make-admin", "Alex", "--revoke").GetProperty("done").GetString();
        Assert.Equal("Alex is no administrator. None of the residents counts as administrator, so the enrollment button enrolls nobody: 'doorface residents make-admin NAME' names one, who must be neither suspended nor outside their dates.", done);
        Assert.False(_home.Json("residents", "list")[0].GetProperty("administrator").GetBoolean());
        AssertAudited(AuditKind.AdministratorDismissed, $"uid {Uid()}");
    }

    [Fact]
    public void Who_is_removed_gets_a_receipt_that_the_audit_bears_out()
    {
        var removal = _home.Json("residents", "remove", "alex");

        Assert.Equal("Alex and 1 reference(s) are erased.", removal.GetProperty("done").GetString());
        var receipt = removal.GetProperty("receipt");
        Assert.Equal(("Alex", _home.Alex.ToString()), (receipt.GetProperty("name").GetString(), receipt.GetProperty("residentId").GetString()));
        Assert.Equal((1, 1), (receipt.GetProperty("references").GetInt32(), receipt.GetProperty("consents").GetInt32()));
        Assert.Equal(DateTimeOffset.UnixEpoch, receipt.GetProperty("enrolledAt").GetDateTimeOffset());
        var entry = AssertAudited(AuditKind.ResidentErased, $"uid {Uid()}");
        Assert.Equal((entry.Sequence, $"{entry.Hash}"), (receipt.GetProperty("auditSequence").GetInt64(), receipt.GetProperty("auditHash").GetString()));
        Assert.Equal(_home.Alex, entry.Subject);
        Assert.Equal(0, _home.Json("residents", "list").GetArrayLength());
        Assert.Equal(ExitCodes.Negative, _home.Run("residents", "remove", "Alex").Code);
    }

    [Fact]
    public void The_receipt_is_printed_for_people()
    {
        var (_, output, _) = _home.Run("residents", "remove", "Alex");

        foreach (var cell in (string[])["Erasure receipt", "1 biometric reference(s)", "audit hash", _home.Alex.ToString()])
        {
            Assert.Contains(cell, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_person_is_given_what_is_stored_about_them_but_the_template_with_the_reason()
    {
        _home.Json("residents", "suspend", "Alex");

        var export = _home.Json("residents", "export", "alex");

        var person = export.GetProperty("person");
        Assert.Equal("Alex", person.GetProperty("resident").GetProperty("name").GetString());
        Assert.True(person.GetProperty("resident").GetProperty("suspended").GetBoolean());
        Assert.Equal(1, person.GetProperty("references").GetArrayLength());
        Assert.Equal("button", person.GetProperty("consents")[0].GetProperty("source").GetString());
        Assert.Contains("never gives them out", person.GetProperty("template").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            [$"{AuditKind.ResidentSuspended}", $"{AuditKind.DataExported}"],
            export.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        AssertAudited(AuditKind.DataExported, $"uid {Uid()}");
    }

    [Fact]
    public void What_is_stored_about_a_resident_is_shown_and_that_it_was_is_kept()
    {
        Assert.Equal("1", _home.Json("residents", "show", "Alex").GetProperty("consents")[0].GetProperty("textVersion").GetString());
        Assert.Contains("to version 1 of the text: button", _home.Run("residents", "show", "Alex").Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal([nameof(AuditKind.DataViewed), nameof(AuditKind.DataViewed)], _home.Entries().Select(entry => entry.Kind));
    }

    [Theory]
    [InlineData(ExitCodes.Negative, "Nobody is enrolled as 'Sam'", "show", "Sam")]
    [InlineData(ExitCodes.Negative, "Nobody is enrolled as 'Sam'", "export", "Sam")]
    [InlineData(ExitCodes.Negative, "Nobody is enrolled as 'Sam'", "suspend", "Sam")]
    [InlineData(ExitCodes.Negative, "Nobody is enrolled as 'Sam'", "make-admin", "Sam")]
    [InlineData(ExitCodes.Usage, "name", "rename", "Alex", " ")]
    public void What_cannot_be_done_is_told_and_not_audited(int exitCode, string told, params string[] command)
    {
        var (code, output, error) = _home.Run(["residents", .. command]);

        Assert.Equal((exitCode, ""), (code, output));
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.False(File.Exists(_home.Audit) && _home.Entries().Count > 0);
    }

    [Fact]
    public void What_cannot_be_audited_is_not_done()
    {
        File.WriteAllText(_home.Audit, "This is a letter, and no database.");

        Assert.Equal(ExitCodes.Fault, _home.Run("residents", "remove", "Alex").Code);
        Assert.Equal(ExitCodes.Fault, _home.Run("residents", "suspend", "Alex").Code);

        using var store = _home.OpenStore();
        Assert.False(store.List().Single().Entitlement.Suspended);
    }

    private static string Uid() => File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    private AuditEntry AssertAudited(AuditKind kind, string detail)
    {
        var entry = Assert.Single(_home.Entries(), entry => entry.Kind == $"{kind}");
        Assert.Equal(detail, entry.Detail);
        return entry;
    }
}
