using System.Runtime.InteropServices;

namespace DoorFace.SystemTests.Traces;

/// <summary>The lowest of the processors that this process may use, as the only one for a while.</summary>
internal static partial class OneProcessor
{
    // As many as the C library's own set has.
    private const int MostProcessors = 1024;

    /// <summary>Does something on it, as do the processes that are started thereby: they stay there.</summary>
    public static T Run<T>(Func<T> act)
    {
        var all = new byte[MostProcessors / 8];
        Require(GetAffinity(0, all.Length, all));
        var lowest = Array.FindIndex(all, processors => processors != 0);
        var one = new byte[all.Length];
        one[lowest] = (byte)(all[lowest] & -all[lowest]);
        Require(SetAffinity(0, one.Length, one));
        try
        {
            return act();
        }
        finally
        {
            Require(SetAffinity(0, all.Length, all));
        }
    }

    private static void Require(int result) => Assert.True(result >= 0, $"The processor cannot be chosen: {Marshal.GetLastPInvokeErrorMessage()}.");

    // Zero is the calling thread.
    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinity(int thread, nint size, [Out] byte[] processors);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nint size, [In] byte[] processors);
}
