using DoorFace.SystemTests.Processes;

[assembly: AssemblyFixture(typeof(HouseholdFolder))]

namespace DoorFace.SystemTests.Processes;

/// <summary>The folder of the household, filled once for all tests, and only when one of them needs it.</summary>
public sealed class HouseholdFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-household-");
    private readonly Lock _lock = new();
    private Task? _filled;

    public string Location => _folder.FullName;

    /// <summary>Fills it, unless that was done before or is being done.</summary>
    public Task FillOnceAsync(Func<Task> fill)
    {
        lock (_lock)
        {
            return _filled ??= Task.Run(fill);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
