using System.Net.Sockets;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Door;

namespace DoorFace.Host.Tests.Control;

/// <summary>Callers who let the service wait keep nobody out.</summary>
public class SlowCallerTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData("")] // silent
    [InlineData("{\"version\":2,")] // goes on to say nothing
    [InlineData("{\"version\":2,\"command\":\"audit export\"}\n")] // takes no answer
    public async Task Twenty_slow_callers_lock_no_administrator_out(string words)
    {
        await using var unit = await new BenchUnit().StartedAsync();
        List<Socket> slow = [];
        try
        {
            for (var i = 0; i < 20; i++)
            {
                var caller = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveBufferSize = 1 };
                slow.Add(caller);
                await caller.ConnectAsync(new UnixDomainSocketEndPoint(unit.Socket), TestContext.Current.CancellationToken);
                await caller.SendAsync(System.Text.Encoding.UTF8.GetBytes(words), TestContext.Current.CancellationToken);
            }

            for (var asked = 0; asked < 20; asked++)
            {
                // The first may come before the service has noticed all of them; once it has, their grace is over at the next try.
                var tries = 0;
                await unit.UntilAsync(
                    () =>
                    {
                        unit.Clock.Advance(Grace + TimeSpan.FromMilliseconds(1));
                        tries++;
                        return unit.Control(ControlRequest.Of(ControlCommands.Status)).Done;
                    },
                    "an administrator is answered");
                Assert.InRange(tries, 1, asked == 0 ? 5 : 2);
            }
        }
        finally
        {
            slow.ForEach(caller => caller.Dispose());
        }
    }

    [Fact]
    public void One_caller_leaves_places_for_others_and_who_is_being_served_keeps_theirs()
    {
        var clock = new BenchClock();
        var places = new FairPlaces(most: 4, mostOfOne: 3, Grace, clock);
        List<string> dropped = [];
        FairPlaces.Place? Take(string who, string call) => places.TryTake(who, () => dropped.Add(call));

        var first = Take("uid 0", "first")!;
        var second = Take("uid 0", "second")!;
        Take("uid 0", "third")!.Wait(false);
        // A fourth of the same has no place while the others are within their grace; somebody else has.
        Assert.Null(Take("uid 0", "fourth"));
        var other = Take("uid 1000", "other");
        Assert.NotNull(other);
        Assert.Null(Take("uid 1001", "another"));

        clock.Advance(Grace);
        second.Wait(true);
        Assert.NotNull(Take("uid 0", "fifth"));
        Assert.Equal(["first"], dropped);
        Assert.NotNull(Take("uid 1001", "another"));
        Assert.Equal(["first", "other"], dropped);
        first.Dispose();
        // All others are being served, or within their grace.
        Assert.Null(Take("uid 1002", "last"));
    }
}
