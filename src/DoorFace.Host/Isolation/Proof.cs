using DoorFace.Device.Kernel;

namespace DoorFace.Host.Isolation;

/// <summary>What a process tried in order to get out of the machine, what the kernel answered, and what the process is.</summary>
/// <param name="ByService">Whether the running service tried it; otherwise a command, whose surroundings are not the service's.</param>
/// <param name="Program">The program's version and that of .NET.</param>
/// <param name="Process">The process's number.</param>
/// <param name="At">When, by the unit's clock.</param>
/// <param name="ClockDoubt">Why that clock cannot be relied on; null when it can.</param>
/// <param name="Challenge">A text that whoever asked made up: shows that the proof is no older than that; null when there was none.</param>
/// <param name="Network">What it could reach.</param>
/// <param name="Confinement">How the kernel holds it.</param>
/// <param name="Models">The role, file and SHA-256 of each model, or why that cannot be told.</param>
/// <param name="Files">The files of the program.</param>
internal sealed record Proof(
    bool ByService,
    string Program,
    int Process,
    DateTimeOffset At,
    string? ClockDoubt,
    string? Challenge,
    NetworkProbe Network,
    ProcessConfinement Confinement,
    IReadOnlyList<string> Models,
    IReadOnlyList<ProvedFile> Files);
