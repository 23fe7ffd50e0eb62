using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Door;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Host.Tests.Commands;

/// <summary>The commands beside a running service, which does what they ask.</summary>
public class OnlineAdministrationTests
{
    [Fact]
    public async Task The_service_does_what_commands_ask_about_residents()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        Enroll(unit, "Alex");
        Enroll(unit, "Sam");

        Assert.Equal(2, Json(unit, "residents", "list").GetArrayLength());
        Json(unit, "residents", "rename", "Sam", "Kim");
        Json(unit, "residents", "suspend", "Kim");
        Json(unit, "residents", "schedule", "Kim", "--windows", "daily 08:00-18:00");
        Json(unit, "residents", "make-admin", "Alex");
        var kim = Json(unit, "residents", "show", "Kim").GetProperty("resident");
        Assert.Equal((true, "daily 08:00-18:00"), (kim.GetProperty("suspended").GetBoolean(), kim.GetProperty("schedule").GetString()));
        var events = Json(unit, "residents", "export", "Kim").GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString())
            .Where(kind => kind != nameof(AuditKind.DataViewed));
        Assert.Equal(
            [nameof(AuditKind.ResidentRenamed), nameof(AuditKind.ResidentSuspended), nameof(AuditKind.ResidentScheduled), nameof(AuditKind.DataExported)], events);

        var receipt = Json(unit, "residents", "remove", "Kim").GetProperty("receipt");
        var erased = Assert.Single(unit.Entries(), entry => entry.Kind == nameof(AuditKind.ResidentErased));
        Assert.Equal((erased.Sequence, $"{erased.Hash}"), (receipt.GetProperty("auditSequence").GetInt64(), receipt.GetProperty("auditHash").GetString()));
        Assert.Equal(ExitCodes.Negative, Run(unit, "residents", "remove", "Kim").Code);
        Assert.Equal(ExitCodes.Usage, Run(unit, "residents", "rename", "Alex", " ").Code);
        await unit.UntilAuditedAsync(AuditKind.DataViewed, "residents list, uid ");
        await unit.UntilAuditedAsync(AuditKind.DataViewed, "residents show, uid ");
    }

    [Fact]
    public async Task The_rest_of_an_export_that_somebody_asks_for_alone_is_kept_too()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(unit.Control(ControlRequest.Of(ControlCommands.ExportAudit) with { After = 1 }).Done);
        }

        await unit.UntilAuditedAsync(AuditKind.DataViewed, "audit export, uid ");
        await unit.UntilAuditedAsync(AuditKind.DataViewed, "19 more from ");
        Assert.DoesNotContain(unit.Entries(), entry => entry.Kind == nameof(AuditKind.DataExported));
    }

    [Fact]
    public async Task The_audit_is_shown_verified_and_exported_page_by_page_while_the_service_writes_it()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        using (var audit = AuditStore.OpenForAppending(unit.Audit, signer: unit.Services.GetRequiredService<AuditSigner>()))
        {
            audit.Append([.. Enumerable.Range(0, 500).Select(_ => new AuditRecord(new AuditEvent(AuditKind.Intent), unit.Clock.GetUtcNow(), TimeSpan.Zero))], null);
        }

        Assert.Equal(450, Json(unit, "audit", "show", "--most", "450").GetArrayLength());
        Assert.True(Json(unit, "audit", "verify").GetProperty("sound").GetBoolean());
        var (code, output, error) = Run(unit, "audit", "export");
        Assert.Equal((ExitCodes.Success, ""), (code, error));
        Assert.Equal(unit.Entries().Select(entry => entry.Sequence), output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("line").GetString() == "entry").Select(line => line.GetProperty("sequence").GetInt64()));
        Assert.Single(unit.Entries(), entry => entry.Kind == nameof(AuditKind.DataExported));
    }

    [Fact]
    public async Task While_the_audit_cannot_be_written_the_act_waits_in_it_and_the_receipt_says_so()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        Enroll(unit, "Alex");
        using (var lockOut = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={unit.Audit};Pooling=False"))
        {
            lockOut.Open();
            using var hold = lockOut.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            hold.ExecuteNonQuery();

            var reply = unit.Control(ControlRequest.Of(ControlCommands.RemoveResident) with { Name = "Alex" });

            Assert.True(reply is { Done: true, Receipt: { AuditSequence: null, References: 1 } }, reply.Message);
        }

        await unit.UntilAuditedAsync(AuditKind.ResidentErased, "uid ");
    }

    [Fact]
    public async Task Another_file_than_the_services_is_refused()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        var (code, _, error) = DoorFaceProgram.Run(["residents", "list", "--set", $"Control:Socket={unit.Socket}", "--database", unit.Database + ".other"]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains($"The running service keeps its residents in '{unit.Database}'", error, StringComparison.Ordinal);
    }

    private static void Enroll(BenchUnit unit, string name)
    {
        using var store = ResidentStore.Open(unit.Database);
        store.Add(name, [new NewReference(new ModelHash(new string('a', 64)), Embedding.FromVector([1, 0]))], DateTimeOffset.UnixEpoch, StoredHome.Consent);
    }

    private static (int Code, string Output, string Error) Run(BenchUnit unit, params string[] command) =>
        DoorFaceProgram.Run([.. command, "--set", $"Control:Socket={unit.Socket}", "--database", unit.Database]);

    private static JsonElement Json(BenchUnit unit, params string[] command)
    {
        var (code, output, error) = Run(unit, [.. command, "--json"]);
        Assert.True(code == ExitCodes.Success && error.Length == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }
}
