using System.Device.Gpio;
using System.Diagnostics;
using System.Text;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Device.Tests.Gpio;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Storage.Audit;
using DoorFace.SystemTests.Processes;

namespace DoorFace.SystemTests.Gpio;

/// <summary>
/// The published program on a chip of the kernel, without a camera. The test is the world outside: it presses, opens, looks at the levels of
/// the pins, types commands, and kills.
/// </summary>
internal sealed class KernelUnit : IAsyncDisposable
{
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-unit-");
    private readonly StringBuilder _log = new();
    private readonly string _program;
    private readonly string[] _settings;
    private Process? _service;

    /// <summary>A unit with contacts for door, tamper and fire, all quiet. Skips the test where there is no such chip.</summary>
    public KernelUnit(params IEnumerable<(string Key, string Value)> settings)
    {
        Chip = KernelChip.Find(KernelWiring.Chip);
        _program = Path.Combine(
            Environment.GetEnvironmentVariable("HIL_PROGRAM") ?? throw new InvalidOperationException("HIL_PROGRAM names no published program."),
            "doorface");
        _settings =
        [
            .. KernelWiring.Settings(_folder.FullName).Concat(settings).SelectMany(setting => (string[])["--set", $"{setting.Key}={setting.Value}"]),
        ];
        foreach (var output in WiringPlan.Default.Outputs.Values)
        {
            // The resistor outside, which holds a line that no program drives; other tests leave lines as they like.
            Chip.Drive(output.Line, output.SafeLevel == LineLevel.High ? PinValue.High : PinValue.Low);
        }

        foreach (var sensor in Enum.GetValues<DoorSensor>())
        {
            Put(sensor, active: false);
        }
    }

    public KernelChip Chip { get; set; }

    /// <summary>The number of the strike's line among those of all chips, as the kernel's record has it.</summary>
    public int StrikeInRecord => Chip.FirstLine + KernelWiring.LineOf(DoorOutput.Strike);

    public string Socket => Path.Combine(_folder.FullName, KernelWiring.SocketFile);

    public bool IsOn(DoorOutput output) => Chip.Level(KernelWiring.LineOf(output)) == PinValue.High;

    public void Put(DoorSensor sensor, bool active) => Chip.Drive(KernelWiring.LineOf(sensor), KernelWiring.LevelOf(sensor, active));

    /// <summary>Starts the service and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Service[0], Service[1..]) { RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        start.Environment["HOME"] = _folder.FullName;
        _service = Process.Start(start)!;
        _service.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
            {
                _log.AppendLine(line.Data);
            }
        };
        _service.BeginErrorReadLine();
        await UntilAsync(() => TryStatus() is not null, "the service answers");
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _service!.Kill();
        _service.WaitForExit();
    }

    /// <summary>SIGTERM, as systemd stops a service.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        Termination.Request(_service!);
        await _service!.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(HangLimit, TestContext.Current.CancellationToken);
        return _service.ExitCode;
    }

    /// <summary>Runs another command of the program with the unit's settings.</summary>
    public Task<ProgramRun> RunAsync(params IEnumerable<string> command) => ProgramRun.RunAsync(_folder.FullName, _program, [.. command, .. _settings]);

    /// <summary>Runs a service that ends by itself.</summary>
    public Task<ProgramRun> RunServiceAsync() => ProgramRun.RunAsync(_folder.FullName, Service[0], Service[1..]);

    /// <summary>Asks the service as the command line does, without its start.</summary>
    public ControlReply Ask(string command, double? seconds = null) =>
        ControlClient.Ask(Socket, new ControlRequest(ControlRequest.CurrentVersion, command, seconds), TimeProvider.System);

    public DoorStatus Status => Ask(ControlCommands.Status).Status!;

    public Task UntilAsync(DoorPhase phase) => UntilAsync(() => Status.Phase == phase, $"the door is in the state {phase}");

    /// <summary>Waits until something is so.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.False(_service!.HasExited, $"The service has ended. {Log()}");
            Assert.True(TimeProvider.System.GetElapsedTime(start) < HangLimit, $"It never came about that {what}. {Log()}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public Task UntilAuditedAsync(AuditKind kind, string detail = "") => UntilAsync(
        () => Entries().Any(entry => entry.Kind == $"{kind}" && entry.Detail.Contains(detail, StringComparison.Ordinal)), $"the audit says {kind} {detail}");

    /// <summary>The way out works: pressing releases, and later the strike is secured again.</summary>
    public async Task AssertWayOutAsync()
    {
        Put(DoorSensor.RequestToExit, active: true);
        await UntilAsync(() => IsOn(DoorOutput.Strike), "the button inside releases the strike");
        Put(DoorSensor.RequestToExit, active: false);
        await UntilAsync(() => !IsOn(DoorOutput.Strike), "the strike is secured again");
    }

    public void AssertOutputsAreSafe() => Assert.All(
        WiringPlan.Default.Outputs, output => Assert.True(Chip.Level(output.Value.Line) == (output.Value.SafeLevel == LineLevel.High), $"{output.Key} is not safe."));

    /// <summary>What the audit file holds, oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries()
    {
        using var store = AuditStore.OpenForReading(Path.Combine(_folder.FullName, KernelWiring.AuditFile));
        return [.. store.Read(AuditStore.MostEntries).Reverse()];
    }

    public ValueTask DisposeAsync()
    {
        if (_service is { HasExited: false })
        {
            Kill();
        }

        _service?.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    // Each becomes the next: the process that is killed is the service. The virtual machine has no network interface.
    private string[] Service => [.. Confinement.WithoutDiagnostics, .. Confinement.WithoutSockets, _program, "run", "--persist", .. _settings];

    private DoorStatus? TryStatus()
    {
        try
        {
            return Status;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string Log()
    {
        lock (_log)
        {
            return $"It said:\n{_log}";
        }
    }
}
