using System.Net.Sockets;
using System.Text;
using DoorFace.Core.Door;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Host.Tests.Supervision;

/// <summary>What systemd hears, on a socket like its own.</summary>
public sealed class WatchdogTests : IAsyncDisposable
{
    private const int HangLimit = 120_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"doorface-notify-{Guid.NewGuid():N}.sock");
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly FakeTimeProvider _time = new();
    private readonly DoorInbox _inbox = new();
    private readonly LoopHealth _health;
    private readonly WatchdogService _watchdog;

    public WatchdogTests()
    {
        _systemd.Bind(new UnixDomainSocketEndPoint(_path));
        _systemd.ReceiveTimeout = 60_000;
        _health = new LoopHealth(_time);
        _watchdog = new WatchdogService(
            new SystemdNotifier(_path, NullLogger<SystemdNotifier>.Instance), new WatchdogOptions(Limit), _inbox, _health, new ServiceFaults(_inbox, _time, NullLogger<ServiceFaults>.Instance), _time, NullLogger<WatchdogService>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.StopAsync(CancellationToken.None);
        _watchdog.Dispose();
        _systemd.Dispose();
        File.Delete(_path);
    }

    [Fact(Timeout = HangLimit)]
    public async Task It_says_that_the_door_is_in_service_and_goes_on_saying_so_while_both_loops_turn()
    {
        await _watchdog.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal("READY=1", Heard());

        for (var i = 0; i < 10; i++)
        {
            _health.DoorBeat();
            _health.RecognitionBeat();
            _time.Advance(Limit / 4);
            Assert.Equal("WATCHDOG=1", Heard());
        }
    }

    [Theory(Timeout = HangLimit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_falls_silent_when_one_loop_stands_still(bool doorStands)
    {
        await _watchdog.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal("READY=1", Heard());

        var told = 0;
        for (var i = 0; i < 8; i++)
        {
            (doorStands ? (Action)_health.RecognitionBeat : _health.DoorBeat)();
            _time.Advance(Limit / 4);
            await TimerSeenAsync();
            while (_systemd.Available > 0)
            {
                Heard();
                told++;
            }
        }

        // Told before the silence was long enough, and not once after.
        Assert.Equal(2, told);
    }

    // After every round it asks the door to turn: when that has arrived, systemd has been told, or will not be.
    private async Task TimerSeenAsync()
    {
        await foreach (var message in _inbox.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            Assert.IsType<DoorInput.TimerElapsed>(message.Input);
            return;
        }
    }

    private string Heard()
    {
        var buffer = new byte[100];
        return Encoding.ASCII.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
