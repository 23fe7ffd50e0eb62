using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Residents;

namespace DoorFace.Host.Doctor;

/// <summary>Whether the service runs, and what it says is broken.</summary>
internal sealed class ServiceCheck : ICheck
{
    /// <summary>What to do when it may not be asked.</summary>
    public const string AskAsAdministrator = "Run it with sudo, or as a member of the group 'doorface'.";

    // Nothing that keeps residents out: of the board and the clock, their own checks tell more.
    private static readonly string[] WantLookingAt = [nameof(DoorFault.Clock), nameof(DoorFault.TooDark), nameof(DoorFault.Board), nameof(DoorFault.Expiry)];

    public string Name => "service";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        var service = unit.Service;
        if (service.Unknown is { } reason)
        {
            findings.Warn($"The service could not be asked: {reason}", AskAsAdministrator);
        }
        else if (service.Status is not { } status)
        {
            findings.Warn($"No service runs at '{service.Socket}': nobody watches the door.", "Start it: 'systemctl start doorface'.");
        }
        else if (status.Faults.Except(WantLookingAt).ToList() is { Count: > 0 } broken)
        {
            findings.Fail($"The service runs, and says that this is broken: {string.Join(", ", broken)}.", "See the checks below and 'journalctl -u doorface'.");
        }
        else if (status.Faults.Count > 0)
        {
            findings.Warn(
                $"The service runs, and says that this wants looking at: {string.Join(", ", status.Faults)}.",
                status.Faults.Contains(nameof(DoorFault.Expiry)) ? "'doorface status' tells whose references will be erased soon; see also the checks below." : "See the checks below.");
        }
        else if (status.Household == Household.WithoutAdministrator)
        {
            findings.Warn(HouseholdText.Of(status.Household)!, "'doorface residents list' shows who is administrator, and who is suspended or has dates.");
        }
        else
        {
            findings.Pass($"It runs as process {service.Process} of user {service.User}; the door is {status.Phase}.");
        }
    }
}
