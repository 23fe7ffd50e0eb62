using DoorFace.Core.Door;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DoorFace.Host.Tests.Supervision;

/// <summary>A part of the service that fails: it is told, waits, and runs again.</summary>
public sealed class SupervisedServiceTests
{
    private const int HangLimit = 60_000;
    private readonly FakeTimeProvider _time = new();
    private readonly DoorInbox _door = new();
    private readonly ServiceFaults _faults;

    public SupervisedServiceTests() => _faults = new ServiceFaults(_door, _time, NullLogger<ServiceFaults>.Instance);

    [Fact(Timeout = HangLimit)]
    public async Task It_runs_again_after_longer_and_longer_waits_until_it_works()
    {
        var service = new Failing("One", _faults, failures: 3);
        await service.StartAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("One has failed (OverflowException: number 1); it is tried again.", await BrokenAsync(), StringComparison.Ordinal);
        foreach (var seconds in (int[])[1, 2, 4])
        {
            await PassAsync(TimeSpan.FromSeconds(seconds), () => service.Runs, unless: seconds);
        }

        Assert.Equal(4, service.Runs);
        await AdvanceUntilMendedAsync();
        await service.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(service.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact(Timeout = HangLimit)]
    public async Task Of_two_that_fail_the_door_hears_both_and_that_one_is_left()
    {
        _faults.Failed("One", new FormatException("first"), TimeSpan.Zero);
        _faults.Failed("Two", new FormatException("second"), TimeSpan.Zero);
        _faults.Failed("Two", new FormatException("again"), TimeSpan.Zero);
        _faults.Works("One");
        _faults.Works("Two");
        _faults.Works("Two");

        List<DoorInput> heard = [];
        await foreach (var message in _door.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            heard.Add(message.Input);
            if (heard.Count == 7)
            {
                break;
            }
        }

        Assert.Equal([false, true, false, true, false, true, false], heard.Select(input => input is DoorInput.FaultRaised { Fault: DoorFault.Service }));
        Assert.StartsWith("One has failed (FormatException: first); Two has failed (FormatException: second); it", ((DoorInput.FaultRaised)heard[3]).Detail, StringComparison.Ordinal);
        Assert.StartsWith("Two has failed", ((DoorInput.FaultRaised)heard[5]).Detail, StringComparison.Ordinal);
    }

    private async Task<string> BrokenAsync()
    {
        await foreach (var message in _door.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (message.Input is DoorInput.FaultRaised { Fault: DoorFault.Service, Detail: var detail })
            {
                return detail;
            }
        }

        return "";
    }

    // The wait's timer is set on another thread, so the clock is moved again and again; by no more in all than the wait takes.
    private async Task PassAsync(TimeSpan wait, Func<int> runs, int unless)
    {
        var before = runs();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        _time.Advance(wait - TimeSpan.FromMilliseconds(1));
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(runs() == before, $"It ran before {unless} s had passed.");
        while (runs() == before)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private async Task AdvanceUntilMendedAsync()
    {
        var mended = MendedAsync();
        while (!mended.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private async Task MendedAsync()
    {
        await foreach (var message in _door.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (message.Input is DoorInput.FaultCleared { Fault: DoorFault.Service })
            {
                return;
            }
        }
    }

    private sealed class Failing(string part, ServiceFaults faults, int failures) : SupervisedService(part, faults)
    {
        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        protected override async Task RunAsync(CancellationToken stoppingToken)
        {
            if (Interlocked.Increment(ref _runs) is var run && run <= failures)
            {
                throw new OverflowException($"number {run}");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
        }
    }
}
