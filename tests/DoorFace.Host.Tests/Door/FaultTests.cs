using System.Device.Gpio;
using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Door;

/// <summary>Rows of the table in hardware/faults.md: what the strike, the lamp and the audit do when something breaks, and how it comes back.</summary>
public class FaultTests
{
    [Fact]
    public async Task Camera_stalls()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        unit.Scene.Stalls = true;
        await unit.UntilAuditedAsync(AuditKind.Fault, "Recognition: The camera has given no frame for");
        Assert.True(unit.IsOn(DoorOutput.FaultLamp));
        Assert.False(unit.IsOn(DoorOutput.Strike));
        await unit.AssertWayOutAsync();

        unit.Scene.Stalls = false;
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Recognition");
        Assert.False(unit.IsOn(DoorOutput.FaultLamp));
        Assert.DoesNotContain(false, unit.LampAtStart);
    }

    [Fact]
    public async Task Residents_database_is_locked()
    {
        await using var unit = new BenchUnit();
        ResidentStore.Open(unit.Database).Dispose();
        using (var other = Open(unit.Database))
        {
            Execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
            await unit.StartAsync();
            await unit.UntilAuditedAsync(AuditKind.Fault, "Recognition: The residents file");
            Assert.True(unit.IsOn(DoorOutput.FaultLamp));
            await unit.AssertWayOutAsync();
            Execute(other, "ROLLBACK");
        }

        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Recognition");
    }

    [Fact]
    public async Task Residents_database_is_damaged()
    {
        await using var unit = new BenchUnit();
        await File.WriteAllBytesAsync(unit.Database, [.. Enumerable.Repeat((byte)7, 10_000)], TestContext.Current.CancellationToken);
        await unit.StartAsync();
        await unit.UntilAuditedAsync(AuditKind.Fault, "Recognition: The residents file");
        Assert.True(unit.IsOn(DoorOutput.FaultLamp));
        await unit.AssertWayOutAsync();

        File.Delete(unit.Database);
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Recognition");
    }

    [Fact]
    public async Task Key_is_missing()
    {
        await using var unit = new BenchUnit();
        using (var store = ResidentStore.Open(unit.Database))
        {
            store.LoadReferences();
        }

        var key = KeyLocation.Beside(unit.Database).File;
        File.Move(key, key + ".away");
        await unit.StartAsync();
        await unit.UntilAuditedAsync(AuditKind.Fault, "Recognition: The key of");
        Assert.True(unit.IsOn(DoorOutput.FaultLamp));
        await unit.AssertWayOutAsync();
        Assert.False(File.Exists(key));

        File.Move(key + ".away", key);
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Recognition");
    }

    [Fact]
    public async Task Audit_is_locked()
    {
        await using var unit = await new BenchUnit(("Audit:WhenUnavailable", nameof(UnavailableAudit.AllowFaces))).StartedAsync();
        await unit.UntilAuditedAsync(AuditKind.Started);
        using (var other = Open(unit.Audit))
        {
            Execute(other, "BEGIN IMMEDIATE");
            await unit.GrantAsync();
            Assert.True(unit.IsOn(DoorOutput.Strike), "A resident enters while the entry waits.");
            await unit.UntilAsync(() => unit.View.State.Faults.ContainsKey(DoorFault.Audit), "the audit is a fault");
            await unit.AssertWayOutAsync();
            Assert.DoesNotContain(unit.Entries(), entry => entry.Kind == nameof(AuditKind.StrikeReleased));
            // Nothing that could be caused from outside makes so many.
            for (var i = 0; i < AuditWriter.MostForFaces; i += 2)
            {
                unit.Inbox.Post(new DoorInput.FaultRaised(DoorFault.Expiry, $"{i}"));
                unit.Inbox.Post(new DoorInput.FaultCleared(DoorFault.Expiry));
            }

            await unit.UntilAsync(() => unit.View.State.Faults.ContainsKey(DoorFault.AuditFull), "too many entries wait");
            Assert.Equal(DoorPhase.FacesRefused, Phase(unit));
            await unit.AssertWayOutAsync();
            Execute(other, "ROLLBACK");
        }

        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Audit");
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "AuditFull");
        Assert.Equal(3, unit.Entries().Count(entry => entry.Kind == nameof(AuditKind.StrikeReleased)));
    }

    [Fact]
    public async Task Audit_is_locked_and_faces_are_refused_from_the_first_entry_on()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.UntilAuditedAsync(AuditKind.Started);
        using (var other = Open(unit.Audit))
        {
            Execute(other, "BEGIN IMMEDIATE");
            unit.Inbox.Post(new DoorInput.AccessDenied(DenialReason.BelowThreshold, IsAttempt: false));
            await unit.UntilAsync(() => unit.View.State.Faults.ContainsKey(DoorFault.AuditFull), "faces are refused");
            Assert.Equal(DoorPhase.FacesRefused, Phase(unit));
            await unit.GrantAsync();
            Assert.False(unit.IsOn(DoorOutput.Strike));
            Assert.True(unit.IsOn(DoorOutput.FaultLamp));
            await unit.AssertWayOutAsync();
            Execute(other, "ROLLBACK");
        }

        await unit.UntilAuditedAsync(AuditKind.FaultMended, "AuditFull");
        Assert.Contains(unit.Entries(), entry => entry is { Kind: nameof(AuditKind.ResidentRefused), Detail: nameof(DenialReason.AuditFull) });
        await unit.GrantAsync();
        Assert.True(unit.IsOn(DoorOutput.Strike));
    }

    [Theory]
    [InlineData(UnavailableAudit.DenyFaces)]
    [InlineData(UnavailableAudit.AllowFaces)]
    public async Task Audit_is_damaged_while_it_is_used(UnavailableAudit rule)
    {
        await using var unit = await new BenchUnit(("Audit:WhenUnavailable", rule.ToString())).StartedAsync();
        await unit.UntilAuditedAsync(AuditKind.Started);
        using (var other = Open(unit.Audit))
        {
            BeginWithEmptyLog(other, unit.Audit);
            await using (var file = new FileStream(unit.Audit, FileMode.Open, FileAccess.Write, FileShare.ReadWrite) { Position = 4096 })
            {
                await file.WriteAsync(Enumerable.Repeat((byte)7, (int)file.Length - 4096).ToArray(), TestContext.Current.CancellationToken);
            }

            // Whatever another writes makes the service read anew.
            Execute(other, "PRAGMA user_version = 4");
            Execute(other, "COMMIT");
        }

        await unit.AssertWayOutAsync();
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Audit");

        Assert.True(File.Exists(unit.Audit + ".damaged-1"));
        // Nothing but the button released it.
        Assert.Single(unit.Gpio.Journal, change => change.Line == unit.LineOf(DoorOutput.Strike) && change.Level == PinValue.High);
        Assert.Contains(unit.Entries(), entry => entry is { Kind: nameof(AuditKind.StrikeReleased), Detail: "RequestToExit" });
        var verdict = unit.Control(ControlRequest.Of(ControlCommands.VerifyAudit)).Verdict;
        Assert.Null(verdict?.Fault);
        Assert.EndsWith("was damaged and set aside.", verdict?.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_is_damaged()
    {
        await using var unit = new BenchUnit();
        await File.WriteAllBytesAsync(unit.Audit, [.. Enumerable.Repeat((byte)7, 10_000)], TestContext.Current.CancellationToken);

        await unit.StartedAsync();

        // What the door remembered is unknown, so an administrator has to look.
        Assert.Equal(DoorPhase.FacesRefused, Phase(unit));
        await unit.AssertWayOutAsync();
        Assert.True(File.Exists(unit.Audit + ".damaged-1"));
        Assert.True(unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.ClearAlarm)).Done);
        Assert.Equal(DoorPhase.Secured, Phase(unit));
    }

    [Fact]
    public async Task Audit_is_locked_at_the_start_and_what_it_remembers_is_kept()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.AskAsync(new DoorRequest.LockDown());
        await unit.StopAsync();
        using (var other = Open(unit.Audit))
        {
            Execute(other, "BEGIN IMMEDIATE");
            await unit.StartedAsync();
            Assert.True(unit.View.State is { Mode.Kind: OperatingModeKind.LockDown, TamperSince: null });
            await unit.AssertWayOutAsync();
            Execute(other, "ROLLBACK");
        }

        // Without anything new to say.
        await unit.UntilAuditedAsync(AuditKind.StrikeReleased, "RequestToExit");
        await unit.StopAsync();
        await unit.StartedAsync();
        Assert.Equal(OperatingModeKind.LockDown, unit.View.State.Mode.Kind);
    }

    [Theory]
    [InlineData(365)]
    [InlineData(-365)]
    public async Task Clock_jumps_by_a_year(int days)
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.GrantAsync();
        var before = unit.View.State.Release;

        unit.Clock.Jump = TimeSpan.FromDays(days);
        await unit.UntilAsync(() => !unit.IsOn(DoorOutput.Strike), "the strike is secured");
        // By the monotonic clock, the release took as long as ever.
        var last = unit.Gpio.Journal.Where(change => change.Line == unit.LineOf(DoorOutput.Strike)).Select(change => change.At).ToList();
        Assert.InRange((last[^1] - before!.At).TotalSeconds, 4.9, 5.5);
        await unit.UntilAuditedAsync(AuditKind.Fault, "Clock: ");
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.FaultLamp), "the fault lamp flashes");

        Assert.True(unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.ConfirmClock)).Done);
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Clock");
    }

    [Fact]
    public async Task Gpio_line_is_stolen()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.GrantAsync();
        var lamp = unit.LineOf(DoorOutput.GrantedLamp);

        unit.Gpio.FailLine(lamp, new IOException("Device or resource busy"));
        await unit.UntilAsync(() => unit.View.State.IoFailedSince is not null, "the fault is noticed");
        Assert.False(unit.IsOn(DoorOutput.Strike));
        Assert.False(unit.View.State.CameraLampLit);
        Assert.Equal(DoorPhase.OutputsFailed, Phase(unit));
        await unit.UntilAuditedAsync(AuditKind.Fault, "Outputs and inputs: ");
        Assert.Contains(unit.Entries(), entry => entry.Detail.Contains($"line {lamp}", StringComparison.Ordinal));

        unit.Gpio.FailLine(lamp, null);
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Outputs and inputs");
        await unit.AssertWayOutAsync();
        await unit.UntilAsync(() => unit.View.State.CameraLampLit && unit.IsOn(DoorOutput.ReadyLamp), "faces are looked at again");
        Assert.DoesNotContain(false, unit.LampAtStart);
    }

    private static DoorPhase Phase(BenchUnit unit) => unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.Status)).Status!.Phase;

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection;
    }

    // What is in the log is read from there and written into the file again, whatever was done to that. While the service reads or writes, the log is
    // not emptied, so it is tried again.
    private static void BeginWithEmptyLog(SqliteConnection connection, string path)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ; Execute(connection, "ROLLBACK"))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "The log was never empty.");
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            Execute(connection, "BEGIN IMMEDIATE");
            if (new FileInfo(path + "-wal").Length == 0)
            {
                return;
            }
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
