using DoorFace.Core.Door;
using DoorFace.Host.Time;
using DoorFace.Storage;

namespace DoorFace.Host.Doctor;

/// <summary>Whether the wall clock can be right: as the running service judges it, or else as the service would at its start.</summary>
internal sealed class ClockCheck : ICheck
{
    private const string SetIt = "Set the clock ('timedatectl set-time'), then 'doorface door confirm-clock' while the service runs.";

    public string Name => "clock";

    public void Run(ExaminedUnit unit, Findings findings)
    {
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
