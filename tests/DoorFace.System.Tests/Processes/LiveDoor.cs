using System.Diagnostics;
using System.Text.Json;
using DoorFace.Host.Control;

namespace DoorFace.SystemTests.Processes;

/// <summary>The simulator's service as a process that goes on, in a folder of its own, and can be killed.</summary>
internal sealed class LiveDoor : IAsyncDisposable
{
    private const string SocketFile = "control.sock";
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(2);
    private readonly List<string> _pins = [];
    private readonly List<string> _errors = [];
    private readonly string _folder;
    private readonly Process _process;

    private LiveDoor(string folder, Process process)
    {
        (_folder, _process) = (folder, process);
        process.OutputDataReceived += (_, line) =>
        {
            lock (_pins)
            {
                _pins.Add(line.Data ?? "");
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.Add(line.Data ?? "");
            }
        };
        process.StandardInput.AutoFlush = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="folder">Its home, with the databases and the socket.</param>
    /// <param name="environment">Its environment besides.</param>
    /// <param name="more">Arguments besides.</param>
    public static Task<LiveDoor> StartAsync(string folder, IReadOnlyDictionary<string, string>? environment = null, params IEnumerable<string> more) =>
        StartAsync([ProgramRun.ProgramPath("doorface-sim")], folder, environment, more);

    /// <summary>The same, by another command: each part of it must become the next.</summary>
    public static async Task<LiveDoor> StartAsync(string[] command, string folder, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> more)
    {
        var door = Start(command, folder, environment, more);
        await door.UntilAsync(async () => await door.TryStatusAsync() is not null, "it answers");
        return door;
    }

    /// <summary>Starts it without waiting.</summary>
    public static LiveDoor Start(string folder, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> more) =>
        Start([ProgramRun.ProgramPath("doorface-sim")], folder, environment, more);

    private static LiveDoor Start(string[] command, string folder, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> more)
    {
        File.Delete(Path.Combine(folder, SocketFile));
        string[] arguments = [.. command[1..], "run", "--persist", "--database", Path.Combine(folder, "doorface.db"), .. more];
        var start = new ProcessStartInfo(command[0], arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["HOME"] = folder;
        start.Environment[ProgramRun.Unmeasured.Key] = ProgramRun.Unmeasured.Value;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new LiveDoor(folder, Process.Start(start)!);
    }

    public int ProcessId => _process.Id;

    /// <summary>Whether the strike's line was ever high.</summary>
    public bool WasReleased => StrikeLevels.Contains(1);

    /// <summary>The levels that the strike's line has taken, oldest first.</summary>
    public IReadOnlyList<int> StrikeLevels => LevelsOf(17);

    /// <summary>Whether it has seen a face: the working lamp was lit.</summary>
    public bool HasSeenAFace => LevelsOf(23).Contains(1);

    /// <summary>What it has said on standard error.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors)
            {
                return [.. _errors];
            }
        }
    }

    /// <summary>Gives a stage direction to one that was started with <c>--stage</c>.</summary>
    public Task StageAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>No more stage directions will come.</summary>
    public void EndStage() => _process.StandardInput.Close();

    /// <summary>Runs one of the <c>door</c> commands.</summary>
    public Task<ProgramRun> AskAsync(params string[] command) => CommandAsync(["door", .. command, "--json"]);

    /// <summary>Asks on the socket, as a command does; the last of the replies.</summary>
    public Task<ControlReply> RequestAsync(ControlRequest request) =>
        Task.Run(() => ControlClient.Ask(Path.Combine(_folder, SocketFile), request, TimeProvider.System), TestContext.Current.CancellationToken);

    /// <summary>What <c>status --json</c> shows, asked on the socket: a process for each look would cost more than the service itself.</summary>
    public async Task<JsonElement> StatusAsync()
    {
        ControlReply? reply = null;
        await UntilAsync(async () => (reply = await TryStatusAsync()) is not null, "it answers");
        Assert.True(reply!.Done, reply.Message);
        return JsonSerializer.SerializeToElement(reply, ControlJson.Default.ControlReply).GetProperty("status");
    }

    /// <summary>Why no face opens the door; null while faces may.</summary>
    public async Task<string?> FacesRefusedAsync() => (await StatusAsync()).TryGetProperty("facesRefused", out var reason) ? reason.GetString() : null;

    // Null while nobody listens, and where a machine with much else to do lets a caller wait for longer than one has patience.
    private async Task<ControlReply?> TryStatusAsync()
    {
        try
        {
            return await RequestAsync(ControlRequest.Of(ControlCommands.Status));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Runs any command over the same files.</summary>
    public Task<ProgramRun> CommandAsync(params string[] command) => ProgramRun.SimulatorAsync(_folder, [.. command, "--database", Path.Combine(_folder, "doorface.db")]);

    /// <summary>Waits until it has read what it must remember of the run before.</summary>
    public Task UntilItRemembersAsync() => UntilAsync(
        async () => !(await StatusAsync()).GetRawText().Contains("MemoryUnknown", StringComparison.Ordinal), "it knows what it must remember");

    private int[] LevelsOf(int gpio)
    {
        lock (_pins)
        {
            return [.. _pins.Where(line => line.Contains($"\"line\":{gpio},", StringComparison.Ordinal)).Select(line => line.Contains("\"level\":1", StringComparison.Ordinal) ? 1 : 0)];
        }
    }

    public Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < HangLimit && !_process.HasExited, $"It never came about that {what}. {string.Join('\n', Errors)}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>SIGKILL, at once, to be followed by <see cref="KillAsync"/>.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
