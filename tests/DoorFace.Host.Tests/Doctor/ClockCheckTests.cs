using System.Runtime.Versioning;
using DoorFace.Core.Audit;
using DoorFace.Host.Doctor;
using DoorFace.Storage.Audit;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>A clock that cannot be right, for real, and the doctor sees it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ClockCheckTests : IDisposable
{
    private readonly ExaminedHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_clock_that_nothing_contradicts_passes() => Assert.Equal(CheckOutcome.Pass, _home.Look(new ClockCheck()).Outcome);

    [Fact]
    public void A_clock_from_before_this_program_is_not_trusted()
    {
        _home.Time = new FakeTimeProvider(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var result = _home.Look(new ClockCheck());

        Assert.Equal(CheckOutcome.Warn, result.Outcome);
        Assert.Contains("before this program was built", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_the_audit_contradicts_is_not_trusted()
    {
        using (var audit = AuditStore.Open(_home.Audit))
        {
            audit.Append([new AuditRecord(new AuditEvent(AuditKind.Started), new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero)], null);
        }

        Assert.Contains("before the latest entry of the audit", _home.Look(new ClockCheck()).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_services_own_judgement_of_the_clock_counts_while_it_runs()
    {
        _home.Time = new FakeTimeProvider(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _home.Run();
        Assert.Equal(CheckOutcome.Pass, _home.Look(new ClockCheck()).Outcome);

        _home.Run(faults: "Clock");
        Assert.Equal(CheckOutcome.Warn, _home.Look(new ClockCheck()).Outcome);
    }

    [Fact]
    public void A_clock_judged_without_the_audit_is_no_pass()
    {
        File.WriteAllText(_home.Audit, "This is a letter, and no database.");

        Assert.Equal(CheckOutcome.Warn, _home.Look(new ClockCheck()).Outcome);
    }
}
