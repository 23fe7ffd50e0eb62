using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DoorFace.Device.Processes;

/// <summary>
/// A program that this one runs and reads. It never outlives this process, not even when this one is killed: the kernel kills it then. Its input is
/// empty, its output is read by blocking reads that allocate nothing, and of what it says to standard error the end is kept.
/// </summary>
/// <remarks>
/// The kernel's promise (PR_SET_PDEATHSIG) is to the <em>thread</em> that started the program. So each child has a thread of its own, which starts it,
/// listens to its standard error and buries it, and lives exactly as long.
/// </remarks>
internal sealed partial class ChildProcess : IDisposable
{
    private const int Terminate = 15;

    /// <summary>How long a program may take to end after it was asked to. A camera that is let go in order starts again at once.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Thread _keeper;
    private readonly OutputTail _errors = new();
    private readonly ManualResetEventSlim _begun = new();
    private readonly ManualResetEventSlim _ended = new();
    private Exception? _fault;
    private bool _disposed;

    private ChildProcess(string program, IEnumerable<string> arguments)
    {
        // setpriv asks for the signal and then becomes the program: same process, same number.
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", program, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        // Faults are recognised by their words.
        _process.StartInfo.Environment["LC_ALL"] = "C";
        _keeper = new Thread(Keep) { IsBackground = true, Name = $"keeper of {Path.GetFileName(program)}" };
    }

    /// <summary>What it writes to standard output; a read waits until there is something, and gives nothing once it has ended.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The program's number.</summary>
    public int Id => _process.Id;

    /// <summary>With what it ended, 128 plus the signal when one ended it; null while it runs.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The last lines of its standard error, trimmed, without empty ones; complete once it has ended.</summary>
    public IReadOnlyList<string> Errors => _errors.Lines();

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">What it is given.</param>
    /// <exception cref="IOException">It cannot be started; the message says why.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments)
    {
        var child = new ChildProcess(program, arguments);
        child._keeper.Start();
        child._begun.Wait();
        if (child._fault is null)
        {
            return child;
        }

        child.Dispose();
        throw new IOException($"'{program}' cannot be started: {child._fault.Message} It is run through setpriv, of the package util-linux.", child._fault);
    }

    /// <summary>Waits until it has ended; false when it has not in this time.</summary>
    public bool WaitForExit(TimeSpan limit) => _ended.Wait(limit);

    /// <summary>Ends it: asks, waits a moment, then kills. Whoever reads its output comes to the end. It may be called from any thread, again too.</summary>
    public void Stop()
    {
        Signal(Terminate);
        if (!_ended.Wait(Grace))
        {
            _process.Kill();
            _ended.Wait();
        }
    }

    /// <summary>Ends it and closes what was open to it; nobody may be reading any more.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_fault is null)
        {
            Stop();
        }

        _keeper.Join();
        if (_fault is null)
        {
            // Process leaves open what was asked of it.
            _process.StandardOutput.Dispose();
            _process.StandardError.Dispose();
        }

        _process.Dispose();
        _begun.Dispose();
        _ended.Dispose();
    }

    private void Keep()
    {
        try
        {
            _process.Start();
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            _fault = fault;
            _ended.Set();
            _begun.Set();
            return;
        }

        _process.StandardInput.Close();
        _begun.Set();
        _errors.ReadToEnd(_process.StandardError.BaseStream);
        _process.WaitForExit();
        ExitCode = _process.ExitCode;
        _ended.Set();
    }

    private void Signal(int signal)
    {
        if (!_ended.IsSet)
        {
            _ = Kill(_process.Id, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
