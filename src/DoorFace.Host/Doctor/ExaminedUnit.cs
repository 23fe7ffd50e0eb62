using DoorFace.Host.Composition;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Doctor;

/// <summary>What is looked at.</summary>
/// <param name="Settings">Checked.</param>
/// <param name="Platform">What the program is wired to.</param>
/// <param name="Service">The running service, as far as it answers.</param>
/// <param name="Time">The machine's clocks.</param>
internal sealed record ExaminedUnit(DoorFaceSettings Settings, Platform Platform, RunningService Service, TimeProvider Time)
{
    /// <summary>Where the kernel shows devices.</summary>
    public string Sys { get; init; } = "/sys";

    /// <summary>Where the kernel shows processes.</summary>
    public string Proc { get; init; } = "/proc";

    /// <summary>The residents' database and the audit.</summary>
    public IReadOnlyList<string> Databases => [Settings.Storage.FullDatabasePath, Settings.Storage.FullAuditPath];

    /// <summary>What must be the service's alone besides.</summary>
    public IReadOnlyList<string> Secrets => [Settings.Storage.KeyLocation.File, Settings.Storage.KeyLocation.Witness];

    /// <summary>The folders that they are in.</summary>
    public IEnumerable<string> Folders => Databases.Select(path => Path.GetDirectoryName(path)!).Distinct();
}
