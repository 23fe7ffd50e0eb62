using DoorFace.Core.Audit;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Storage.Inspection;

namespace DoorFace.Host.Doctor;

/// <summary>Whether both databases are whole, nothing waits to be erased, and the audit's chain holds.</summary>
internal sealed class DatabasesCheck : ICheck
{
    public string Name => "databases";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        using var owner = StateOwner.ActAs(unit.Settings.Storage);
        Look("The residents", unit.Settings.Storage.FullDatabasePath, DatabaseInspection.Residents, findings);
        // First: the service may store more meanwhile.
        var remembered = Remembered(unit.Settings.Storage);
        Look("The audit", unit.Settings.Storage.FullAuditPath, path => DatabaseInspection.Audit(path, remembered), findings);
    }

    private static RememberedAudit? Remembered(StorageSettings storage)
    {
        try
        {
            return File.Exists(storage.FullDatabasePath) ? KeyInspection.RememberedAudit(storage.FullDatabasePath, storage.KeyLocation) : null;
        }
        catch (StorageException)
        {
            // The check of the key says what is wrong.
            return null;
        }
    }

    private static void Look(string what, string path, Func<string, InspectedDatabase> inspect, Findings findings)
    {
        if (!File.Exists(path))
        {
            findings.Warn($"{what}: '{path}' does not exist, or its folder may not be looked into.", "Run it with sudo; the first start of the service makes the file.");
            return;
        }

        try
        {
            Judge(what, inspect(path), findings);
        }
        catch (StorageException fault) when (fault.Fault is StorageFault.ReadOnly or StorageFault.Busy)
        {
            findings.Warn($"{what} could not be looked at: {fault.Message}", "Run it with sudo, or again when nobody holds the file.");
        }
        catch (StorageException fault)
        {
            findings.Fail(fault.Message, "Stop the service first, and keep a copy of the file before you do anything with it.");
        }
    }

    private static void Judge(string what, InspectedDatabase database, Findings findings)
    {
        var version = database.SchemaVersion == database.CurrentVersion
            ? $"schema {database.SchemaVersion}"
            : $"schema {database.SchemaVersion}, which the next start brings to {database.CurrentVersion}";
        findings.Pass($"{what}: whole, {version}{Describe(database.Audit)}.");
        if (database.ErasurePending)
        {
            findings.Warn($"{what}: what was removed is not yet erased from the file.", "Restart the service ('systemctl restart doorface') while nothing else has the file open.");
        }

        if (database.NamesOfSeveral is [_, ..] names)
        {
            findings.Warn(
                $"{what}: several are called {string.Join(", ", names.Select(name => $"'{name}'"))}, written differently.",
                "Rename one of them ('doorface residents rename', with the name as 'residents list' shows it).");
        }

        if (database.Audit?.Chain.Fault is { } fault)
        {
            findings.Fail(
                $"The audit is not as it was written: {fault.Description} Nothing after it can be relied on.",
                "Find out who had access to the file; keep a copy of it as evidence. 'doorface audit verify' says it in full.");
        }
    }

    private static string Describe(InspectedAudit? audit) => audit switch
    {
        null => "",
        { Chain: { Before: > 0 } chain } => $", {chain.Verified} entries as they were written and {chain.Before} from before there was a chain",
        { Chain: var chain } => $", {chain.Verified} entries as they were written",
    };
}
