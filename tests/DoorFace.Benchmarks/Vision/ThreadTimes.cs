using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DoorFace.Benchmarks.Vision;

/// <summary>Processor times that the calling thread took for one thing, round by round. Other processes' turns do not count.</summary>
internal sealed partial class ThreadTimes(int rounds)
{
    // CLOCK_THREAD_CPUTIME_ID
    private const int ThreadClock = 3;

    private readonly double[] _milliseconds = new double[rounds];

    public double Median => _milliseconds.Order().ElementAt(_milliseconds.Length / 2);

    /// <summary>Managed bytes that all rounds together allocated.</summary>
    public long Allocated { get; private set; }

    /// <param name="round">Below 0 to warm up: it does not count.</param>
    /// <param name="action">What to do.</param>
    public void Measure(int round, Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Now();
        action();
        var end = Now();
        if (round >= 0)
        {
            _milliseconds[round] = end - start;
            Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static double Now() =>
        ClockGetTime(ThreadClock, out var time) == 0
            ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
            : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
