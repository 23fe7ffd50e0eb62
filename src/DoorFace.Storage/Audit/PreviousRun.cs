using DoorFace.Core.Audit;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>How the run of the service before this start ended, as far as the audit can tell.</summary>
internal static class PreviousRun
{
    /// <summary>Whether the machine was off, or started anew, since the service last ran; false also when that is not known. Call before the new start is counted.</summary>
    public static bool EndedWithTheMachine(SqliteConnection connection, string? machineBoot) =>
        machineBoot is not null && connection.Rows("SELECT machine_boot FROM boot WHERE machine_boot IS NOT NULL", row => row.GetString(0)) is [var before] && before != machineBoot;

    /// <summary>Call before the new start is counted.</summary>
    /// <param name="connection">The audit's.</param>
    /// <param name="machineBoot">The kernel's number of this start of the machine; null when it is not known.</param>
    /// <returns>The rest of a sentence, for the entry of the start.</returns>
    public static string Describe(SqliteConnection connection, string? machineBoot)
    {
        var before = connection.Rows("SELECT number, machine_boot FROM boot", row => (Number: row.GetInt64(0), Machine: row.IsDBNull(1) ? null : row.GetString(1)));
        if (before is not [var run])
            return "the first start";

        var stopped = connection.Rows(
            "SELECT detail FROM entry WHERE kind = $stopped AND boot = $boot ORDER BY sequence DESC LIMIT 1",
            row => row.GetString(0),
            ("$stopped", nameof(AuditKind.Stopped)), ("$boot", run.Number));
        return stopped switch
        {
            [""] => "the run before was stopped in order",
            [var why] => $"the run before was stopped in order, because it had failed: {why}",
            _ when run.Machine is null || machineBoot is null => "the run before was not stopped in order",
            _ when run.Machine == machineBoot => "the run before was killed or crashed; the machine went on",
            _ => "the run before ended with the machine: a power cut or a restart",
        };
    }
}
