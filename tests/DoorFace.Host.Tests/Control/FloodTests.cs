using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using DoorFace.Core.Door;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Door;

namespace DoorFace.Host.Tests.Control;

/// <summary>A thousand callers at once, of every kind, and somebody who wants to get out.</summary>
public class FloodTests(ITestOutputHelper output)
{
    private const int Callers = 1000;
    private const int Presses = 50;
    // The callers are a part of this process, and must leave some of it to the test.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(3);

    private static readonly Func<Socket, Task>[] Kinds =
    [
        _ => Task.CompletedTask, // silent
        caller => SayAsync(caller, "{\"version\":2,"), // and goes on to say nothing
        caller => SayAsync(caller, "no JSON\n"),
        caller => SayAsync(caller, new string('x', 2 * ControlRequest.LongestLine)),
        caller => SayAsync(caller, new string('[', 4000) + "\n"),
        caller => SayAsync(caller, "{\"version\":2,\"command\":\"status\"}\n"),
        caller => SayAsync(caller, "{\"version\":2,\"command\":\"watch\"}\n"),
        async caller =>
        {
            foreach (var letter in "{\"version\":2,\"command\":\"status\"}\n")
            {
                await SayAsync(caller, $"{letter}");
                await Task.Yield();
            }
        },
        caller =>
        {
            caller.Shutdown(SocketShutdown.Send); // half open
            return Task.CompletedTask;
        },
    ];

    [Fact]
    public async Task The_way_out_works_while_a_thousand_callers_talk_at_once()
    {
        await using var unit = await new BenchUnit(("Door:UnlockTime", "00:00:01")).StartedAsync();
        var alone = await PressAsync(unit);

        using var enough = new CancellationTokenSource();
        var ends = new ConcurrentDictionary<string, int>();
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(unit.Socket, Kinds[caller % Kinds.Length], ends, enough.Token))).ToList();
        await unit.UntilAsync(() => ends.Values.Sum() >= Callers, "every caller has been there");
        var flooded = await PressAsync(unit);
        await enough.CancelAsync();
        await Task.WhenAll(callers).WaitAsync(HangLimit, TestContext.Current.CancellationToken);

        Report("alone", alone);
        Report("among a thousand callers", flooded);
        output.WriteLine(string.Join(", ", ends.OrderByDescending(end => end.Value).Select(end => $"{end.Key} {end.Value}")));
        Assert.Equal([Presses, Presses], [alone.Count, flooded.Count]);
        // It is some milliseconds; whoever had to wait for the callers, each of whom may take seconds, would wait for longer than this.
        Assert.InRange(flooded.Select(delay => delay.Real).Order().ElementAt(Presses / 2), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.True(ends.ContainsKey("answered") && ends.ContainsKey("ended without a line"), string.Join(", ", ends.Keys));
        await unit.UntilAsync(() => unit.Control(ControlRequest.Of(ControlCommands.Status)).Done, "an administrator is answered");
    }

    /// <summary>From the press to the strike's line: by the door's clock, and in the real time that it took.</summary>
    private static async Task<List<(TimeSpan Door, TimeSpan Real)>> PressAsync(BenchUnit unit)
    {
        var delays = new List<(TimeSpan, TimeSpan)>();
        for (var press = 0; press < Presses; press++)
        {
            var (pressed, start) = (unit.Clock.GetTimestamp(), TimeProvider.System.GetTimestamp());
            unit.Press();
            await unit.UntilAsync(() => unit.IsOn(DoorOutput.Strike), "the button inside releases the strike");
            delays.Add((unit.Clock.GetElapsedTime(pressed), TimeProvider.System.GetElapsedTime(start)));
            unit.Press(false);
            await unit.UntilAsync(() => !unit.IsOn(DoorOutput.Strike), "the strike is secured again");
        }

        return delays;
    }

    /// <summary>Calls again and again; each call is ended by the service.</summary>
    private static async Task CallAsync(string path, Func<Socket, Task> speak, ConcurrentDictionary<string, int> ends, CancellationToken enough)
    {
        var heard = new byte[4096];
        while (!enough.IsCancellationRequested)
        {
            string end;
            try
            {
                using var caller = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await caller.ConnectAsync(new UnixDomainSocketEndPoint(path), CancellationToken.None);
                await speak(caller);
                // Whoever watches has seen enough after the first line.
                end = await caller.ReceiveAsync(heard, CancellationToken.None) > 0 ? "answered" : "ended without a line";
            }
            catch (SocketException refused)
            {
                end = $"{refused.SocketErrorCode}";
            }

            ends.AddOrUpdate(end, 1, (_, count) => count + 1);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static async Task SayAsync(Socket caller, string words) => await caller.SendAsync(System.Text.Encoding.UTF8.GetBytes(words));

    private void Report(string what, List<(TimeSpan Door, TimeSpan Real)> delays)
    {
        var (door, real) = (delays.Select(delay => delay.Door.TotalMilliseconds).Order().ToList(), delays.Select(delay => delay.Real.TotalMilliseconds).Order().ToList());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: door's clock median {door[Presses / 2]:0} ms, longest {door[^1]:0} ms; real time median {real[Presses / 2]:0.0} ms, longest {real[^1]:0.0} ms"));
    }
}
