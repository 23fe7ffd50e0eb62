using System.Globalization;
using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Host.Control;
using DoorFace.Host.Supervision;
using DoorFace.Host.Tests.Recognition;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Tests.Door;

/// <summary>
/// Whole starts of the service on damaged files, through everything that reads them: whatever stands there, nothing ends the service, and the button
/// inside releases the strike. START_FUZZ_BYTES and START_FUZZ_ROWS say how many are tried; a few when nothing is said.
/// </summary>
public sealed class StartFuzzTests : IAsyncLifetime
{
    private static readonly TimeSpan SlowestAnswer = TimeSpan.FromSeconds(5);
    private static readonly ControlRequest[] Questions =
    [
        ControlRequest.Of(ControlCommands.Status), ControlRequest.Of(ControlCommands.VerifyAudit), ControlRequest.Of(ControlCommands.ShowAudit),
        ControlRequest.Of(ControlCommands.ListResidents), ControlRequest.Of(ControlCommands.LockDown),
    ];

    private readonly Dictionary<string, byte[]> _sound = [];
    private readonly ModelCatalog _models = ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);
    private readonly FaceAnalyzer _analyzer;
    private TimeSpan _slowest;
    private int _tried;

    public StartFuzzTests() => _analyzer = new FaceAnalyzer(_models, new VisionOptions());

    public async ValueTask InitializeAsync()
    {
        await using var unit = NewUnit();
        using (var store = ResidentStore.Open(unit.Database))
        {
            var embedder = _models[ModelRole.Embedder];
            foreach (var (name, seed) in (IEnumerable<(string, int)>)[("Alex", 1), ("Kim", 2)])
            {
                var random = new Random(seed);
                var features = Embedding.FromVector([.. Enumerable.Range(0, embedder.Outputs[0].Shape[^1]).Select(_ => random.NextSingle() - 0.5f)]);
                store.Add(name, [new NewReference(embedder.Hash, features)], unit.Clock.GetUtcNow().AddDays(-350), StoredHome.Consent, administrator: seed == 1);
            }
        }

        await unit.StartedAsync();
        await unit.AssertWayOutAsync();
        unit.Inbox.Post(new DoorInput.AccessDenied(Core.Access.DenialReason.BelowThreshold, IsAttempt: true));
        await unit.AskAsync(new DoorRequest.LockDown(TimeSpan.FromDays(1), unit.Clock.GetUtcNow().AddDays(1)));
        await unit.StopAsync();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(unit.Database)!))
        {
            _sound[Path.GetFileName(file)] = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _analyzer.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("audit.db")]
    [InlineData("doorface.db")]
    public void Whatever_its_bytes_are_the_button_answers(string name) => Try(name, StoredDamage.OfBytes(_sound[name]), Times("START_FUZZ_BYTES"));

    [Theory]
    [InlineData("audit.db")]
    [InlineData("doorface.db")]
    public void Whatever_stands_in_its_rows_the_button_answers(string name) => Try(name, StoredDamage.OfRows(_sound[name]), Times("START_FUZZ_ROWS"));

    private void Try(string name, Gen<Action<string>> damages, int times)
    {
        Fuzz.Try(damages, damage => StartAsync(name, damage).GetAwaiter().GetResult(), times);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {_tried} starts, the slowest answer of the button {_slowest.TotalMilliseconds:0} ms.");
    }

    private static int Times(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 3;

    private async Task StartAsync(string name, Action<string> damage)
    {
        await using var unit = NewUnit();
        foreach (var (file, bytes) in _sound)
        {
            await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(unit.Database)!, file), bytes);
        }

        damage(Path.Combine(Path.GetDirectoryName(unit.Database)!, name));
        await unit.StartAsync();
        await PressAsync(unit);
        // Until those who look at the files only later have looked.
        for (var i = 0; i < 45; i++)
        {
            unit.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        foreach (var question in Questions)
        {
            try
            {
                unit.Control(question);
            }
            catch (IOException)
            {
                // That it cannot be answered is an answer.
            }
        }

        await PressAsync(unit);
        Assert.False(unit.IsEnding);
        Assert.Null(unit.Services.GetRequiredService<RunResult>().Failure);
        _tried++;
    }

    private async Task PressAsync(BenchUnit unit)
    {
        var pressed = TimeProvider.System.GetTimestamp();
        unit.Press();
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.Strike), "the button inside releases the strike");
        var answered = TimeProvider.System.GetElapsedTime(pressed);
        _slowest = answered > _slowest ? answered : _slowest;
        Assert.True(answered < SlowestAnswer, $"The button answered after {answered}.");
        unit.Press(false);
        await unit.UntilAsync(() => !unit.IsOn(DoorOutput.Strike), "the strike is secured again");
    }

    private BenchUnit NewUnit() => new(("Camera:StallTime", "00:01:00"))
    {
        // The models are loaded once for all.
        AddServices = services => services.AddSingleton(_models).AddSingleton(_analyzer).AddLogging(logging => logging.SetMinimumLevel(LogLevel.None)),
    };
}
