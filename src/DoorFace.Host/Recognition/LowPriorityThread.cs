using System.Collections.Concurrent;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Recognition;

/// <summary>
/// A thread that yields to the rest of the program, for asynchronous work that keeps a processor busy: whoever presses a button must not wait for an
/// inference. The work comes back to it after every await. Threads that are started on it, such as ONNX Runtime's, yield as well.
/// </summary>
internal sealed class LowPriorityThread : SynchronizationContext
{
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
        ThreadPriorities.Yield();
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
}
