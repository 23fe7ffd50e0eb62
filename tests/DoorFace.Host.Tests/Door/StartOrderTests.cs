using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Residents;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Door;

/// <summary>Whatever stands in the files, the door starts, the button inside answers, and nothing but the door's own loop ends the service.</summary>
public class StartOrderTests
{
    [Fact]
    public async Task The_way_out_works_before_anything_that_is_stored_has_been_read()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.AskAsync(new DoorRequest.LockDown());
        await unit.StopAsync();
        using (var other = Open(unit.Audit))
        {
            // Nobody else can even read it now, and whoever tries waits for seconds.
            Execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
            await unit.StartAsync();
            Assert.True(unit.View.State.AwaitsMemory);
            unit.Press();
            await unit.UntilAsync(() => unit.IsOn(DoorOutput.Strike), "the button inside releases the strike");
            Assert.True(unit.View.State.AwaitsMemory);
            unit.Press(false);
            Execute(other, "ROLLBACK");
        }

        await unit.UntilAsync(() => unit.View.State.Mode.Kind == OperatingModeKind.LockDown, "the lock-down is remembered");
        await unit.UntilAuditedAsync(AuditKind.StrikeReleased, "RequestToExit");
    }

    [Theory]
    [InlineData("UPDATE sqlite_sequence SET seq = 'x'")]
    [InlineData("UPDATE entry SET at = 9223372036854775807")]
    [InlineData("UPDATE door_memory SET lock_down_ends_at = -9223372036854775808")]
    public async Task An_audit_with_values_that_are_none_is_set_aside(string damage)
    {
        await using var unit = await new BenchUnit().StartedAsync();
        await unit.StopAsync();
        Damage(unit.Audit, damage);

        await unit.StartedAsync();

        await unit.AssertWayOutAsync();
        Assert.True(File.Exists(unit.Audit + ".damaged-1"));
        await unit.UntilAuditedAsync(AuditKind.StrikeReleased, "RequestToExit");
    }

    [Theory]
    [InlineData("UPDATE resident SET expiry_warnings = 2000000000, enrolled_at = 0")]
    [InlineData("UPDATE resident SET expiry_warnings = 2000000000, last_used_at = 253402300799999")]
    [InlineData("UPDATE resident SET enrolled_at = 9223372036854775807")]
    [InlineData("UPDATE secret SET value = x'01'")]
    public async Task Residents_with_values_that_are_none_end_nothing(string damage)
    {
        await using var unit = new BenchUnit();
        using (var store = ResidentStore.Open(unit.Database))
        {
            store.Add("Alex", [new NewReference(new ModelHash(new string('a', 64)), Embedding.FromVector([1, 2, 3]))], unit.Clock.GetUtcNow(), StoredHome.Consent);
        }

        Damage(unit.Database, damage);
        await unit.StartAsync();
        var waits = unit.Clock.HourlyWaits;
        unit.Clock.Advance(TimeSpan.FromSeconds(11));
        await unit.UntilAsync(
            () => unit.Clock.HourlyWaits > waits || unit.View.State.Faults.Count > 0, "somebody has looked at the residents");

        await unit.AssertWayOutAsync();
        Assert.False(unit.IsEnding);
    }

    [Fact]
    public async Task A_part_that_fails_is_a_fault_until_it_works_again()
    {
        // A folder in the way of the socket.
        await using var unit = new BenchUnit();
        Directory.CreateDirectory(unit.Socket);
        await unit.StartAsync();
        await unit.UntilAuditedAsync(AuditKind.Fault, "Service: The control socket has failed");
        Assert.True(unit.IsOn(DoorOutput.FaultLamp));
        await unit.AssertWayOutAsync();

        Directory.Delete(unit.Socket);
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Service");
        Assert.False(unit.IsEnding);
    }

    private static void Damage(string path, string sql)
    {
        using var connection = Open(path);
        Execute(connection, "PRAGMA ignore_check_constraints = 1");
        Execute(connection, sql);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
