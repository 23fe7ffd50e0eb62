using DoorFace.Core.Audit;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>What the audit says at a start of how the run before ended.</summary>
public sealed class PreviousStopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_audit_is_a_first_start() => Assert.Equal("the first start", Start("a"));

    [Fact]
    public void A_stop_in_order_is_told_with_its_reason()
    {
        Start("a", Happening.Record(2, AuditKind.Stopped));
        Assert.Equal("the run before was stopped in order", Start("b", Happening.Record(3, AuditKind.Stopped, "The chip is gone.")));
        Assert.Equal("the run before was stopped in order, because it had failed: The chip is gone.", Start("b"));
    }

    [Fact]
    public void Without_an_end_the_machines_start_tells_a_crash_from_a_power_cut()
    {
        Start("a", Happening.Record(2, AuditKind.Stopped));
        Start("a");
        Assert.Equal("the run before was killed or crashed; the machine went on", Start("a"));
        Assert.Equal("the run before ended with the machine: a power cut or a restart", Start("b"));
        Assert.Equal("the run before was not stopped in order", Start(null));
        Assert.Equal("the run before was not stopped in order", Start("b"));
    }

    [Fact]
    public void A_command_after_the_end_makes_no_difference()
    {
        Start("a", Happening.Record(2, AuditKind.Stopped));
        using (var command = AuditStore.OpenForAppending(_folder.Audit))
            command.Append([Happening.Record(3, AuditKind.ResidentRenamed)], null);

        Assert.Equal("the run before was stopped in order", Start("a"));
    }

    private string? Start(string? machine, params AuditRecord[] more)
    {
        using var store = AuditStore.Open(_folder.Audit, machineBoot: machine);
        store.Append([Happening.Record(1, AuditKind.Started, store.PreviousStop!), .. more], null);
        return store.PreviousStop;
    }
}
