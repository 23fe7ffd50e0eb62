using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace DoorFace.Host.Recognition;

/// <summary>
/// A thread that yields to the rest of the program, for asynchronous work that keeps a processor busy: whoever presses a button must not wait for an
/// inference. The work comes back to it after every await. Threads that are started on it, such as ONNX Runtime's, yield as well.
/// </summary>
internal sealed partial class LowPriorityThread : SynchronizationContext
{
    // Linux counts per thread: 0 is normal, 19 yields most.
    private const int Niceness = 10;
    private const int OneThread = 0; // PRIO_PROCESS, which means a thread; its number 0 is the caller's.

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

    private LowPriorityThread()
    {
    }

    /// <summary>Runs work on a thread of its own.</summary>
    public static Task RunAsync(string name, Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(work, done)) { Name = name, IsBackground = true }.Start();
        return done.Task;
    }

    public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

    private static void Run(Func<Task> work, TaskCompletionSource done)
    {
        // A system that refuses leaves the thread as it is: slower answers, nothing worse.
        _ = SetPriority(OneThread, 0, Niceness);
        var thread = new LowPriorityThread();
        SetSynchronizationContext(thread);
        try
        {
            var task = work();
            task.ContinueWith(_ => thread._queue.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            foreach (var (callback, state) in thread._queue.GetConsumingEnumerable())
            {
                callback(state);
            }

            task.GetAwaiter().GetResult();
            done.SetResult();
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
