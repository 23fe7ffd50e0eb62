using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Storage.Residents;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Host.Tests.Door;

/// <summary>What the running service makes of its audit: sealed, cleaned, and told how the run before ended.</summary>
public class AuditServiceTests
{
    [Fact]
    public async Task Everything_that_the_service_stores_is_under_the_units_seal()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.AssertWayOutAsync();
        await unit.UntilAuditedAsync(AuditKind.StrikeSecured);

        var verified = unit.Control(ControlRequest.Of(ControlCommands.VerifyAudit));

        Assert.True(verified.Done, verified.Message);
        using var residents = ResidentStore.Open(unit.Database);
        using var signer = residents.Signer();
        Assert.Equal((signer.PublicKey.Fingerprint, true, null), (verified.Verdict!.Key, verified.Verdict.KeyIsKnown, verified.Verdict.Note));
        Assert.Equal(verified.Verdict.LastSequence, verified.Verdict.SealedUpTo);
        // What happened before the audit was read was stamped by a clock that could not be judged yet.
        Assert.All(unit.Entries().SkipWhile(entry => entry.Kind != nameof(AuditKind.Started)), entry => Assert.True(entry.ClockTrusted));
    }

    [Fact]
    public async Task A_start_says_how_the_run_before_ended()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.StopAsync();
        await unit.StartedAsync();
        await unit.StopAsync();
        Execute(unit, "DELETE FROM entry WHERE kind = 'Stopped' AND boot = 2");
        await unit.StartedAsync();
        await unit.StopAsync();
        Execute(unit, "UPDATE boot SET machine_boot = 'another'; DELETE FROM entry WHERE kind = 'Stopped' AND boot = 3");
        await unit.StartedAsync();
        await unit.UntilAsync(() => unit.Entries().Count(entry => entry.Kind == nameof(AuditKind.Started)) == 4, "the fourth start is stored");

        Assert.Equal(
            [
                "the first start", "the run before was stopped in order", "the run before was killed or crashed; the machine went on",
                "the run before ended with the machine: a power cut or a restart",
            ],
            unit.Entries().Where(entry => entry.Kind == nameof(AuditKind.Started)).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task Who_came_in_is_forgotten_after_its_time_and_the_rest_is_sound()
    {
        await using var unit = await new BenchUnit(("Audit:AccessRetention", "5.00:00:00")).StartedAsync();
        await unit.GrantAsync();
        await unit.UntilAuditedAsync(AuditKind.StrikeReleased, "Face");

        unit.Clock.Advance(TimeSpan.FromDays(4));
        await unit.UntilAuditedAsync(AuditKind.StrikeSecured);
        unit.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Contains(unit.Entries(), entry => entry.Kind == nameof(AuditKind.StrikeReleased));
        unit.Clock.Advance(TimeSpan.FromHours(3));

        await unit.UntilAuditedAsync(AuditKind.AuditPruned, "access up to entry");
        Assert.DoesNotContain(unit.Entries(), entry => entry.Subject is not null);
        Assert.Contains(unit.Entries(), entry => entry.Kind == nameof(AuditKind.Started));
        var verified = unit.Control(ControlRequest.Of(ControlCommands.VerifyAudit));
        Assert.True(verified is { Done: true, Verdict.Erased: > 0 }, verified.Message);
        await unit.AssertWayOutAsync();
    }

    [Fact]
    public async Task A_bell_that_is_pressed_again_and_again_fills_no_audit_and_is_counted()
    {
        await using var unit = await new BenchUnit(("Gpio:Inputs:IntentButton:Contact", "NormallyOpen")).StartedAsync();
        var (presses, from) = (0, unit.Clock.GetTimestamp());
        while (unit.Clock.GetElapsedTime(from) < TimeSpan.FromSeconds(30))
        {
            var was = unit.View.State.IntentAt;
            unit.Put(DoorSensor.IntentButton, active: true);
            await unit.UntilAsync(() => unit.View.State.IntentAt != was, "the bell is heard");
            unit.Put(DoorSensor.IntentButton, active: false);
            // As long as its contact may bounce.
            var let = unit.Clock.GetTimestamp();
            await unit.UntilAsync(() => unit.Clock.GetElapsedTime(let) > TimeSpan.FromMilliseconds(200), "it is let go");
            presses++;
        }

        Assert.True(presses > 50, $"{presses} presses");
        await unit.UntilAuditedAsync(AuditKind.Intent, " more from ");
        var told = unit.Entries().Where(entry => entry.Kind == nameof(AuditKind.Intent)).Select(entry => entry.Detail).ToList();
        Assert.Equal(["", "", "", "", ""], told.Take(5));
        Assert.Equal(presses - 5, int.Parse(Assert.Single(told.Skip(5)).Split(' ')[0], null));
    }

    [Fact]
    public async Task What_was_counted_and_not_told_yet_is_told_at_the_end()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        for (var i = 0; i < 20; i++)
        {
            unit.Services.GetRequiredService<AuditLog>().Write([new AuditEvent(AuditKind.CallerRefused, "uid 64123")]);
        }

        await unit.StopAsync();

        Assert.Equal(6, unit.Entries().Count(entry => entry.Kind == nameof(AuditKind.CallerRefused)));
        Assert.Contains(unit.Entries(), entry => entry.Detail.StartsWith("15 more from ", StringComparison.Ordinal) && entry.Detail.EndsWith(": uid 64123", StringComparison.Ordinal));
    }

    private static void Execute(BenchUnit unit, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={unit.Audit};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
