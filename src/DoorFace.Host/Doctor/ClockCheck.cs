using DoorFace.Core.Door;
using DoorFace.Host.Settings;
using DoorFace.Host.Time;
using DoorFace.Storage;
using DoorFace.Storage.Inspection;

namespace DoorFace.Host.Doctor;

/// <summary>Which time zone is in force, and whether the wall clock can be right: as the running service judges it, or else as the service would at its start.</summary>
internal sealed class ClockCheck : ICheck
{
    private const string SetIt = "Set the clock ('timedatectl set-time'), then 'doorface door confirm-clock' while the service runs.";

    public string Name => "clock";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        using var owner = StateOwner.ActAs(unit.Settings.Storage);
        JudgeZone(unit, findings);
        var clock = new WallClock(unit.Time, Release.BuiltAt);
        if (unit.Service.Status is { } status)
        {
            if (status.Faults.Contains(nameof(DoorFault.Clock)))
            {
                findings.Warn($"The service does not trust the clock, which says {unit.Time.GetUtcNow():u}.", SetIt);
            }
            else
            {
                findings.Pass($"The service trusts the clock, which says {unit.Time.GetUtcNow():u}.");
            }

            return;
        }

        var audit = AuditOf(unit, findings);
        clock.Begin(audit?.LatestEntryAt, audit?.ClockDistrusted ?? false);
        var (now, reason) = clock.Read();
        if (reason is not null)
        {
            findings.Warn(reason, SetIt);
        }
        else
        {
            findings.Pass($"The clock can be right: it says {now:u}.");
        }
    }

    private static void JudgeZone(ExaminedUnit unit, Findings findings)
    {
        var zone = LocalZone.Of(unit.Time).Read();
        var said = zone.Describe(unit.Time.GetUtcNow());
        if (zone.Fault is { } fault)
        {
            findings.Warn(fault, "Set the time zone ('timedatectl set-timezone'), or install Debian's package tzdata again.");
        }
        else if (unit.Service.Status is { TimeZone: { Length: > 0 } other } && other != said)
        {
            findings.Warn($"The time zone is {said}, but the service goes by another: {other}.", "Leave the variable TZ out of the service's environment, and of your own.");
        }
        else
        {
            findings.Pass($"The time zone is {said}.");
        }
    }

    private static InspectedAudit? AuditOf(ExaminedUnit unit, Findings findings)
    {
        var path = unit.Settings.Storage.FullAuditPath;
        try
        {
            // Without an audit there is nothing that the clock could contradict but this program's age.
            return File.Exists(path) ? DatabaseInspection.Audit(path).Audit : null;
        }
        catch (StorageException)
        {
            findings.Warn("The clock was judged by this program's age alone: the audit could not be read.", "See the check of the databases.");
            return null;
        }
    }
}
