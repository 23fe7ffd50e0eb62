using DoorFace.Host.State;
using DoorFace.Storage;
using DoorFace.Storage.Keys;

namespace DoorFace.Host.Doctor;

/// <summary>Whether residents, key, audit and witness belong together.</summary>
internal sealed class StateCheck : ICheck
{
    public string Name => "state";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        // The service has the credential, and knows better.
        if (unit.Service.Status is { StateDoubts: { Count: > 0 } said })
        {
            findings.Fail(string.Join(' ', said), StateWays.Out);
            return;
        }

        try
        {
            var doubts = new UnitState(unit.Settings).Review(out var evidence);
            if (unit.Service.Status is not null && evidence.ResidentsFault is not null)
            {
                findings.Warn($"From outside of the service it cannot be told: {evidence.ResidentsFault}", "The service itself finds nothing in doubt.");
            }
            else if (doubts.Count > 0)
            {
                findings.Fail(string.Join(' ', doubts), StateWays.Out);
            }
            else if (evidence.DamagedResidents > 0)
            {
                findings.Fail(
                    $"What is stored of {evidence.DamagedResidents} resident(s) is not what this unit stored: they are not let in.",
                    "'doorface residents list' says whose and what to do. Find out who had access to the file.");
            }
            else
            {
                findings.Pass(evidence.Residents is { } residents ? $"Residents, key, audit and witness belong together: {residents}." : "There is nothing yet.");
            }
        }
        catch (StorageException fault)
        {
            findings.Warn($"The unit's state could not be looked at: {fault.Message}", "Run it with sudo, or again when nobody holds the files.");
        }
    }
}
