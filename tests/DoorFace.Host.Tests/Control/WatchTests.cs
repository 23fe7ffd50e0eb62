using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Host.Control;
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
        await unit.UntilAsync(() => Count(seen) == 1, "the watcher is told how it is");

        await unit.AskAsync(new DoorRequest.LockDown(null, null));
        await unit.UntilAsync(() => Count(seen) == 2, "the watcher is told of the lock-down");
        await unit.AskAsync(new DoorRequest.Normal());
        await unit.UntilAsync(() => Count(seen) == 3, "the watcher is told of its end");
        await unit.StopAsync();
        await watching.WaitAsync(HangLimit, TestContext.Current.CancellationToken);

        Assert.Equal([null, DenialReason.LockDown, null], seen[..3].Select(reply => reply.Status!.FacesRefused));
        Assert.Equal([true, true, true, false], seen.Select(reply => reply.More));
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

    private static int Count(List<ControlReply> seen)
    {
        lock (seen)
        {
            return seen.Count;
        }
    }
}
