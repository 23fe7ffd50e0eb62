using DoorFace.Device.Kernel;
using DoorFace.Host.Settings;
using DoorFace.Host.Sockets;

namespace DoorFace.Host.Supervision;

/// <summary>
/// Held by the service for as long as it runs: a second one on the same residents refuses before it touches anything. It is a lock on a file beside
/// them, which the kernel releases with the process.
/// </summary>
internal sealed class UnitLock : IDisposable
{
    private const int Tries = 5;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly FileLock? _lock;

    private UnitLock(FileLock? taken) => _lock = taken;

    /// <summary>Why it is not held, as a sentence; null when it is.</summary>
    public string? Caveat { get; private init; }

    /// <summary>Takes it. Where no such file can be made (the disk is full or for reading only), the door goes without: those inside must get out.</summary>
    /// <exception cref="IOException">Another service has it; the message says which, and what to do.</exception>
    public static UnitLock Take(StorageSettings storage)
    {
        var path = PathOf(storage);
        storage.MakeFolder();
        try
        {
            return TryTake(path) is { } taken
                ? new UnitLock(taken)
                : throw new ServiceRunsException(
                    $"The door's service runs already, as process {FileLock.Owner(path)}, with the residents '{storage.FullDatabasePath}'."
                    + " Stop it first ('systemctl stop doorface'), or name others with --database.");
        }
        catch (Exception fault) when (fault is (IOException or UnauthorizedAccessException) and not ServiceRunsException)
        {
            // Without the folder the residents cannot be used, which is told of them.
            return new UnitLock(null)
            {
                Caveat = Directory.Exists(Path.GetDirectoryName(path)) ? $"Nothing keeps a second service from running beside this one: {fault.Message}" : null,
            };
        }
    }

    /// <summary>The process of the service that runs on these files; 0 when it is not known which, null when none does as far as can be told.</summary>
    public static int? Owner(StorageSettings storage)
    {
        try
        {
            return FileLock.Owner(PathOf(storage));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => _lock?.Dispose();

    // A command that only asks who has it holds it for an instant.
    private static FileLock? TryTake(string path)
    {
        var taken = FileLock.TryTake(path);
        for (var tries = 0; taken is null && tries < Tries; tries++)
        {
            Thread.Sleep(Breath);
            taken = FileLock.TryTake(path);
        }

        return taken;
    }

    private static string PathOf(StorageSettings storage) => Path.ChangeExtension(storage.FullDatabasePath, ".lock");
}
