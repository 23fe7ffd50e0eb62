using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DoorFace.Device.Kernel;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Processes;

/// <summary>
/// A program that this one runs and reads. It never outlives this process, not even when this one is killed: the kernel kills it then. Its input is
/// empty, its output is read by blocking reads that allocate nothing, and of what it says to standard error the end is kept. What it started itself
/// ends with it. Ending it takes five seconds at most: a program that even SIGKILL does not end, because the kernel holds it, is left behind.
/// </summary>
/// <remarks>
/// The kernel's promise (PR_SET_PDEATHSIG) is to the <em>thread</em> that started the program. So each child has a thread of its own, which starts it
/// and buries it, and lives exactly as long.
/// </remarks>
internal sealed partial class ChildProcess : IDisposable
{
    private const int Terminate = 15;
    private const int KillAtOnce = 9;

    /// <summary>How long a program may take to end after it was asked to. A camera that is let go in order starts again at once.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>How long the kernel may take to end a program that was killed.</summary>
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(2);

    /// <summary>How long others may keep a program's standard error open after its end. It is part of the two above.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(500);

    // .NET's own redirection needs its library for internet sockets, which is not shipped. The program becomes the shell's successor.
    private const string Redirect = $"exec \"$0\" \"$@\" </dev/null >/proc/self/fd/${OutputVariable} 2>/proc/self/fd/${ErrorVariable}";
    private const string OutputVariable = "DOORFACE_CHILD_OUTPUT";
    private const string ErrorVariable = "DOORFACE_CHILD_ERRORS";

    /// <summary>Held while ends of pipes are open that every program inherits which is started meanwhile.</summary>
    private static readonly Lock Starting = new();

    private readonly Process _process;
    private readonly Thread _keeper;
    private readonly Thread _listener;
    private readonly OutputTail _errors = new();
    private readonly ManualResetEventSlim _begun = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly object _lock = new();
    private readonly SafeFileHandle _over;
    private ChildOutput? _output;
    private ChildOutput? _errorOutput;
    private volatile Exception? _fault;
    private volatile bool _leftBehind;
    private bool _exited;
    private bool _disposed;

    private ChildProcess(string program, IEnumerable<string> arguments)
    {
        // Each becomes the next: same process, same number. A session of its own has a group of its own, by which all that the program starts is reached.
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("setsid", ["setpriv", "--pdeathsig", "KILL", "--", "sh", "-c", Redirect, program, .. arguments]),
        };
        // Faults are recognised by their words.
        _process.StartInfo.Environment["LC_ALL"] = "C";
        var error = SystemCalls.NewEvent(out _over);
        if (error != 0)
        {
            _process.Dispose();
            throw new IOException($"'{program}' cannot be started: {Marshal.GetPInvokeErrorMessage(error)}.");
        }

        var name = Path.GetFileName(program);
        _keeper = new Thread(Keep) { IsBackground = true, Name = $"keeper of {name}" };
        _listener = new Thread(Listen) { IsBackground = true, Name = $"errors of {name}" };
    }

    /// <summary>What it writes to standard output; a read waits until there is something, and gives nothing once it has ended.</summary>
    public Stream Output => _output!;

    /// <summary>The program's number.</summary>
    public int Id { get; private set; }

    /// <summary>With what it ended, 128 plus the signal when one ended it; null while it runs.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The last lines of its standard error, trimmed, without empty ones; complete once it has ended. A failure to watch it is the last.</summary>
    public IReadOnlyList<string> Errors => _fault is { } fault ? [.. _errors.Lines(), fault.Message] : _errors.Lines();

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">What it is given.</param>
    /// <exception cref="IOException">It cannot be started; the message says why.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments)
    {
        var child = new ChildProcess(program, arguments);
        child._keeper.Start();
        child._begun.Wait();
        if (child._fault is not { } fault)
        {
            return child;
        }

        child.Dispose();
        throw new IOException($"'{program}' cannot be started: {fault.Message} It is run through setsid and setpriv, of the package util-linux, and a shell.", fault);
    }

    /// <summary>Waits until it has ended; false when it has not in this time.</summary>
    public bool WaitForExit(TimeSpan limit) => _ended.Wait(limit);

    /// <summary>
    /// Ends it and what it started: asks, waits a moment, then kills. Whoever reads its output comes to the end. It takes three seconds at most, and may
    /// be called from any thread until it is disposed, again too.
    /// </summary>
    public void Stop()
    {
        if (_leftBehind)
        {
            return;
        }

        Signal(Terminate);
        if (!_ended.Wait(Grace))
        {
            KillTree();
            Signal(KillAtOnce);
            _leftBehind = !_ended.Wait(KillGrace);
        }

        _output?.Cut();
        SystemCalls.Signal(_over);
    }

    /// <summary>Ends it and closes what was open to it; nobody may be reading any more.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Stop();
        _errorOutput?.Cut();
        var heard = _errorOutput is null || !_listener.IsAlive || _listener.Join(Drain);
        _output?.Dispose();
        if (heard)
        {
            _errorOutput?.Dispose();
        }

        if (!heard || !_keeper.Join(Drain))
        {
            // Its threads still use the rest.
            return;
        }

        _process.Dispose();
        _over.Dispose();
        _begun.Dispose();
        _ended.Dispose();
    }

    private void Keep()
    {
        try
        {
            StartWithPipes();
            Id = _process.Id;
            _listener.Start();
            _begun.Set();
            _process.WaitForExit();
            ExitCode = _process.ExitCode;
            Reap();
        }
        catch (Exception fault)
        {
            // An exception that leaves a thread ends the door's process.
            _fault = fault;
            KillTree();
        }
        finally
        {
            SystemCalls.Signal(_over);
            _begun.Set();
            _ended.Set();
        }
    }

    private void StartWithPipes()
    {
        lock (Starting)
        {
            using var output = NewPipe(OutputVariable, out _output);
            using var errors = NewPipe(ErrorVariable, out _errorOutput);
            _process.Start();
        }
    }

    /// <summary>The end that the program writes to, whose number it finds in a variable of its environment.</summary>
    private SafeFileHandle NewPipe(string variable, out ChildOutput reading)
    {
        var error = SystemCalls.NewPipe(out var readingEnd, out var writingEnd);
        if (error != 0)
        {
            throw new IOException($"There is no pipe for what it says: {Marshal.GetPInvokeErrorMessage(error)}.");
        }

        reading = new ChildOutput(readingEnd, _over);
        _process.StartInfo.Environment[variable] = writingEnd.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
        return writingEnd;
    }

    /// <summary>Hears its last words, and ends what it leaves behind.</summary>
    private void Reap()
    {
        lock (_lock)
        {
            _exited = true;
        }

        // What it started was asked to end together with it.
        _listener.Join(Drain);
        // A group's number is given to nobody else while one of the group lives; when none does, this reaches nobody.
        _ = Kill(-Id, KillAtOnce);
        _errorOutput!.Cut();
    }

    private void Listen()
    {
        try
        {
            _errors.ReadToEnd(_errorOutput!);
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
    }

    private void Signal(int signal)
    {
        lock (_lock)
        {
            // Its number may be another's once it was buried. It has no group before setsid made it one.
            if (Id != 0 && !_exited && Kill(-Id, signal) != 0)
            {
                _ = Kill(Id, signal);
            }
        }
    }

    /// <summary>Kills it with what left its group, as long as it has not ended: then nobody knows any more what it started.</summary>
    private void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception)
        {
            // It has ended, was never started, or may not be killed; what is left is signalled by number.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
