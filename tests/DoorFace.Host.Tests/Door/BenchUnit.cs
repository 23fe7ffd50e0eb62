using System.Device.Gpio;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Device.Board;
using DoorFace.Host.Composition;
using DoorFace.Host.Control;
using DoorFace.Host.Messaging;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Gpio;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using DoorFace.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DoorFace.Host.Tests.Door;

/// <summary>
/// A whole unit on the bench: the service as the program puts it together, real models, real databases, the real controller over the simulated
/// chip. The test is the world outside: it presses, opens, pulls lines and files, and moves the clock.
/// </summary>
internal sealed class BenchUnit : IAsyncDisposable
{
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(90);

    // A frame takes less to look at, on a busy machine too.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-bench-");
    private readonly Dictionary<string, string?> _settings;
    private IHost? _host;

    public BenchUnit(params IEnumerable<(string Key, string Value)> settings)
    {
        Gpio = new SimulatedGpioDriver(Clock);
        _settings = new Dictionary<string, string?>
        {
            ["Models:Manifest"] = RepositoryFiles.Manifest,
            ["Storage:Database"] = Database,
            ["Storage:Audit"] = Audit,
            // The test moves the clock while the service works in real time: what is slow here is no camera that hangs.
            ["Camera:StallTime"] = "00:00:30",
            ["Camera:FirstFrameTime"] = "00:01:00",
            ["Control:Socket"] = Path.Combine(_folder.FullName, "control.sock"),
            ["Gpio:Inputs:DoorPosition:Contact"] = nameof(SensorContact.NormallyClosed),
            ["Gpio:Inputs:Tamper:Contact"] = nameof(SensorContact.NormallyClosed),
            ["Gpio:Inputs:Fire:Contact"] = nameof(SensorContact.NormallyClosed),
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        foreach (var sensor in (DoorSensor[])[DoorSensor.DoorPosition, DoorSensor.Tamper, DoorSensor.Fire])
        {
            Put(sensor, active: false);
        }
    }

    public BenchClock Clock { get; } = new();

    public SimulatedGpioDriver Gpio { get; }

    public string Database => Path.Combine(_folder.FullName, "doorface.db");

    public string Audit => Path.Combine(_folder.FullName, "audit.db");

    /// <summary>The kernel's files about the board: none, until a test writes some.</summary>
    public string Board => Path.Combine(_folder.FullName, "sys");

    public string Socket => _settings["Control:Socket"]!;

    /// <summary>What takes the place of the program's own services; null for nothing.</summary>
    public Action<IServiceCollection>? AddServices { get; init; }

    /// <summary>What the camera shows.</summary>
    public BenchScene Scene { get; } = new();

    /// <summary>How often the camera was started, and whether its lamp was lit each time.</summary>
    public List<bool> LampAtStart { get; } = [];

    public DoorView View => Services.GetRequiredService<DoorView>();

    public DoorInbox Inbox => Services.GetRequiredService<DoorInbox>();

    public IServiceProvider Services => _host!.Services;

    /// <summary>Whether the service ends without the test having asked it to.</summary>
    public bool IsEnding => Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public bool IsOn(DoorOutput output) => Gpio.Level(LineOf(output)) == (WiringPlan.Default.Outputs[output].ActiveLow ? PinValue.Low : PinValue.High);

    public int LineOf(DoorOutput output) => WiringPlan.Default.Outputs[output].Line;

    public async Task StartAsync()
    {
        var settings = SettingsReader.Read(null, _settings);
        var platform = new Composition.Platform(_ => Gpio.CreateBoard(), _ => new BenchCamera(Clock, Scene, () => LampAtStart.Add(IsOn(DoorOutput.CameraLamp))),
            services =>
            {
                services.AddSingleton(new BoardSensors(Board));
                AddServices?.Invoke(services);
            });
        _host = DoorHost.Compose(settings, platform, Clock, persist: true);
        await _host.StartAsync().WaitAsync(HangLimit);
    }

    /// <summary>Starts and waits until faces are looked at.</summary>
    public async Task<BenchUnit> StartedAsync()
    {
        await StartAsync();
        await UntilAsync(
            () => View.State is { CameraLampLit: true, AwaitsMemory: false } && LampAtStart.Count > 0 && File.Exists(Socket), "the camera is on and the service can be asked");
        return this;
    }

    public async Task StopAsync()
    {
        await _host!.StopAsync().WaitAsync(HangLimit);
        _host.Dispose();
        _host = null;
    }

    /// <summary>Lets time pass until something is so.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < HangLimit, $"It never came about that {what}. The audit: {string.Join("; ", Entries().Select(e => $"{e.Kind} {e.Detail}"))}");
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets time pass by as much as the camera takes for a frame, and waits until what it shows has been looked at.</summary>
    public async Task FrameAsync(TimeSpan? by = null)
    {
        var (asked, start) = (Scene.Asked, TimeProvider.System.GetTimestamp());
        Clock.Advance(by ?? BenchCamera.FrameTime);
        while (Scene.Asked == asked)
        {
            var waited = TimeProvider.System.GetElapsedTime(start);
            Assert.True(waited < HangLimit, "The camera is not asked for a further frame.");
            if (waited > Patience)
            {
                // Not looking for long, but waiting for time to pass: the camera was given up for a moment and is started again. By little: while a
                // frame is looked at after all, time must not run away.
                Clock.Advance(BenchCamera.FrameTime);
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        // What was posted while it was looked at is taken by threads of the pool.
        await Task.Delay(3, TestContext.Current.CancellationToken);
    }

    /// <summary>A resident is recognised.</summary>
    public Task<DoorStep> GrantAsync() => Inbox.AskAsync(new DoorInput.AccessGranted(new SubjectId(Guid.Empty), new ComparisonScore(0.9f))).WaitAsync(HangLimit);

    public Task<DoorStep> AskAsync(DoorRequest request) => Inbox.AskAsync(new DoorInput.Requested(request, "uid 1")).WaitAsync(HangLimit);

    /// <summary>Presses the button inside and waits until the strike is released, or lets go.</summary>
    public void Press(bool pressed = true) => Put(DoorSensor.RequestToExit, pressed);

    /// <summary>Opens or closes a contact.</summary>
    public void Put(DoorSensor sensor, bool active)
    {
        var wiring = WiringPlan.Default.Inputs[sensor];
        Gpio.Drive(wiring.Line, active == (wiring.Contact == SensorContact.NormallyClosed) ? PinValue.High : PinValue.Low);
    }

    /// <summary>The way out works: pressing releases, and later the strike is secured again.</summary>
    public async Task AssertWayOutAsync()
    {
        Press();
        await UntilAsync(() => IsOn(DoorOutput.Strike), "the button inside releases the strike");
        Press(false);
        await UntilAsync(() => !IsOn(DoorOutput.Strike), "the strike is secured again");
    }

    /// <summary>What the audit file holds, oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries()
    {
        try
        {
            using var store = AuditStore.OpenForReading(Audit, TimeSpan.FromSeconds(1));
            return [.. store.Read(5000).Reverse()];
        }
        catch (StorageException)
        {
            return [];
        }
    }

    public Task UntilAuditedAsync(AuditKind kind, string detail = "") => UntilAsync(
        () => Entries().Any(entry => entry.Kind == $"{kind}" && entry.Detail.Contains(detail, StringComparison.Ordinal)), $"the audit says {kind} {detail}");

    public ControlReply Control(ControlRequest request) => ControlClient.Ask(Socket, request, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await StopAsync();
        }

        Gpio.Dispose();
        _folder.Delete(recursive: true);
    }
}
