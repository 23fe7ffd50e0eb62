using System.Globalization;
using System.Runtime.InteropServices;

namespace DoorFace.Device.Tests.Processes;

/// <summary>What the kernel says of a process, and to it.</summary>
internal static partial class Life
{
    /// <summary>SIGSTOP: it is frozen.</summary>
    public const int Stop = 19;

    /// <summary>SIGCONT: it goes on.</summary>
    public const int Continue = 18;

    private const char Zombie = 'Z';

    /// <summary>Waits until the process runs no more. One that was orphaned may lie unburied where nobody reaps.</summary>
    public static async Task WaitForEndAsync(int process, CancellationToken cancellationToken)
    {
        while (State(process) is not (null or Zombie))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>True once it has ended and was buried.</summary>
    public static bool IsGone(int process) => State(process) is null;

    /// <summary>True while it has not ended.</summary>
    public static bool IsRunning(int process) => State(process) is not (null or Zombie);

    public static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    private static char? State(int process)
    {
        try
        {
            // "123 (name) S ...", and a name may hold anything.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
