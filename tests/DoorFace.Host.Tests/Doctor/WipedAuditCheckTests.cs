using System.Runtime.Versioning;
using DoorFace.Core.Audit;
using DoorFace.Host.Audit;
using DoorFace.Host.Doctor;
using DoorFace.Host.Settings;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>The doctor knows, too, that the unit had sealed more than its audit holds.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class WipedAuditCheckTests : IDisposable
{
    private readonly ExaminedHome _home = new();

    public WipedAuditCheckTests()
    {
        using var signer = new AuditSigner(new StorageSettings { Database = _home.Database }, TimeProvider.System, mayCreate: true);
        using var audit = AuditStore.Open(_home.Audit, signer: signer);
        audit.Append([new AuditRecord(new AuditEvent(AuditKind.Started), DateTimeOffset.UnixEpoch, TimeSpan.Zero)], null);
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_wiped_audit_fails()
    {
        Assert.Equal(CheckOutcome.Pass, _home.Look(new DatabasesCheck()).Outcome);
        _home.Edit(_home.Audit, "DELETE FROM entry; DELETE FROM seal; UPDATE anchor SET sequence = 7, hash = zeroblob(32)");

        var result = _home.Look(new DatabasesCheck());

        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        Assert.Contains("Every seal is gone, though the unit had sealed the audit up to entry 7", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_key_it_is_judged_by_itself()
    {
        File.Delete(KeyLocation.Beside(_home.Database).File);

        Assert.Equal(CheckOutcome.Pass, _home.Look(new DatabasesCheck()).Outcome);
    }
}
