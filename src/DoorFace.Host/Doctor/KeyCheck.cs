using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Inspection;

namespace DoorFace.Host.Doctor;

/// <summary>Whether the residents can be read with the key that is there.</summary>
internal sealed class KeyCheck : ICheck
{
    public string Name => "key";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        using var owner = StateOwner.ActAs(unit.Settings.Storage);
        var storage = unit.Settings.Storage;
        if (!File.Exists(storage.FullDatabasePath))
        {
            if (File.Exists(storage.KeyLocation.File))
            {
                findings.Warn($"There is a key in '{storage.KeyLocation.File}', and no residents' file that it belongs to.", "See what is said of the state.");
            }
            else
            {
                findings.Pass("There is no key yet: the first start makes it.");
            }

            return;
        }

        try
        {
            findings.Pass(KeyInspection.Look(storage.FullDatabasePath, storage.KeyLocation) is { } path
                ? $"The key in '{path}' is the one of the residents."
                : "There is no key yet: the first start makes it.");
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.KeyMissing && unit.Service.User is not null)
        {
            // A credential is handed to the service alone.
            findings.Warn("The key could not be looked at from outside of the service.", "If the service takes it from a credential, 'doorface keys show' asks the service itself.");
        }
        catch (StorageException fault)
        {
            findings.Fail(fault.Message, "Do what it says; nobody is let in by their face until then.");
        }
    }
}
