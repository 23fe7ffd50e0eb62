using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Host.Control;
using DoorFace.Host.Sockets;
using DoorFace.Host.Tests.Door;

namespace DoorFace.Host.Tests.Control;

/// <summary>Who watches is told of every change and of the end, and takes no place from anybody else.</summary>
public class WatchTests
{
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_watcher_hears_of_each_change_once_and_of_the_end_of_the_service()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        var seen = new List<ControlReply>();
        var watching = Watch(unit, seen);
        await unit.UntilAsync(() => Reasons(seen).Count == 1, "the watcher is told how it is");

        await unit.AskAsync(new DoorRequest.LockDown(null, null));
        await unit.UntilAsync(() => Reasons(seen).Count == 2, "the watcher is told of the lock-down");
        await unit.AskAsync(new DoorRequest.Normal());
        await unit.UntilAsync(() => Reasons(seen).Count == 3, "the watcher is told of its end");
        await unit.StopAsync();
        await watching.WaitAsync(HangLimit, TestContext.Current.CancellationToken);

        Assert.Equal([null, DenialReason.LockDown, null], Reasons(seen)[..3]);
        // Each is news: that something is in force and not stored yet, and that it is, too.
        Assert.All(seen.SkipLast(1).Zip(seen.Skip(1)), two => Assert.NotEqual(two.First, two.Second));
        Assert.All(seen.SkipLast(1), reply => Assert.True(reply.More));
        Assert.False(seen[^1].More);
        Assert.Contains("has stopped", seen[^1].Message, StringComparison.Ordinal);
        await unit.StartAsync();
    }

    [Fact]
    public async Task Watchers_have_places_of_their_own_and_few()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        var watchers = Enumerable.Range(0, 4).Select(_ => ControlClient.Connect(unit.Socket)).ToList();
        try
        {
            foreach (var watcher in watchers)
            {
                Assert.True(watcher.Stream(ControlRequest.Of(ControlCommands.Watch), TimeProvider.System, lasting: false, TestContext.Current.CancellationToken).First().Done);
            }

            Assert.Contains("going on already", unit.Control(ControlRequest.Of(ControlCommands.Watch)).Message, StringComparison.Ordinal);
            for (var call = 0; call < 20; call++)
            {
                Assert.True(unit.Control(ControlRequest.Of(ControlCommands.Status)).Done);
            }
        }
        finally
        {
            watchers.ForEach(watcher => watcher.Dispose());
        }

        // Whoever goes gives the place back.
        await unit.UntilAsync(
            () =>
            {
                using var next = ControlClient.Connect(unit.Socket);
                return next.Stream(ControlRequest.Of(ControlCommands.Watch), TimeProvider.System, lasting: false, TestContext.Current.CancellationToken).First().Done;
            },
            "a place to watch is free again");
    }

    [Fact]
    public async Task A_watcher_who_does_not_listen_is_dropped()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        using var deaf = UnixSocket.TryConnect(unit.Socket)!;
        deaf.Write("""{"version":2,"command":"watch"}"""u8);
        deaf.Write("\n"u8);

        // What the kernel keeps for one that does not read is full at some time.
        var locked = false;
        await unit.UntilAsync(
            () =>
            {
                unit.Inbox.Post(new DoorInput.Requested((locked = !locked) ? new DoorRequest.LockDown(null, null) : new DoorRequest.Normal(), "uid 1"));
                return IsDropped(deaf);
            },
            "the watcher is dropped");
        await unit.AssertWayOutAsync();
    }

    private static bool IsDropped(UnixSocket caller)
    {
        try
        {
            caller.Write("\n"u8);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static Task Watch(BenchUnit unit, List<ControlReply> seen) => Task.Factory.StartNew(
        () =>
        {
            using var client = ControlClient.Connect(unit.Socket);
            foreach (var reply in client.Stream(ControlRequest.Of(ControlCommands.Watch), TimeProvider.System, lasting: true, TestContext.Current.CancellationToken))
            {
                lock (seen)
                {
                    seen.Add(reply);
                }
            }
        },
        TestContext.Current.CancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Why faces were refused, one after the other, each once for as long as it stayed so.</summary>
    private static List<DenialReason?> Reasons(List<ControlReply> seen)
    {
        List<DenialReason?> reasons = [];
        lock (seen)
        {
            foreach (var status in seen.Select(reply => reply.Status).OfType<DoorStatus>())
            {
                if (reasons.Count == 0 || reasons[^1] != status.FacesRefused)
                {
                    reasons.Add(status.FacesRefused);
                }
            }
        }

        return reasons;
    }
}
