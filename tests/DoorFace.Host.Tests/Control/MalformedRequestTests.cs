using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using DoorFace.Host.Control;
using DoorFace.Host.Sockets;
using DoorFace.Host.Tests.Door;

namespace DoorFace.Host.Tests.Control;

/// <summary>Whatever comes down the socket is answered by a line that says what is wrong, or dropped in bounded time.</summary>
public class MalformedRequestTests
{
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(30);

    private static readonly TheoryData<string, string> Requests = new()
    {
        { "hello", "no JSON of this format" },
        { "", "no JSON of this format" },
        { "[]", "no JSON of this format" },
        { "null", "of version ; the service speaks version 2" },
        { "{}", "no JSON of this format" },
        { """{"version":2}""", "no JSON of this format" },
        { """{"version":1,"command":"status"}""", "of version 1; the service speaks version 2" },
        { """{"version":3,"command":"status","new":true}""", "of version 3; the service speaks version 2" },
        { """{"version":2,"command":"open sesame"}""", "no command 'open sesame'" },
        { """{"version":2,"command":"status","unknown":1}""", "no JSON of this format" },
        { """{"version":2,"command":"status","command":"release"}""", "no JSON of this format" },
        { """{"version":"2","command":"status"}""", "no JSON of this format" },
        { """{"version":2,"command":7}""", "no JSON of this format" },
        { """{"version":2,"command":null}""", "no JSON of this format" },
        { """{"version":2,"command":"hold-open","seconds":"long"}""", "no JSON of this format" },
        { """{"version":2,"command":"hold-open","seconds":1e400}""", "Refused" },
        { """{"version":2,"command":"status","endsAt":"tomorrow"}""", "no JSON of this format" },
        { """{"version":2,"command":"status"} {}""", "no JSON of this format" },
        { "{\"version\":2,\"command\":\"sta\0tus\"}", "no JSON of this format" },
        { "\0\0\0\0", "no JSON of this format" },
        { new string('[', 4000), "no JSON of this format" },
        { """{"version":2,"command":"status"}""" + "\n" + """{"version":2,"command":"release"}""", "takes one line" },
    };

    [Fact]
    public async Task Each_is_answered_with_what_is_wrong_and_the_door_stays_as_it_is()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        foreach (var (line, told) in Requests.Select(row => row.Data))
        {
            var reply = Say(unit, [.. Encoding.UTF8.GetBytes(line), (byte)'\n']);

            Assert.False(reply.Done, line);
            Assert.Contains(told, reply.Message, StringComparison.Ordinal);
        }

        Assert.False(unit.IsOn(DoorFace.Core.Door.DoorOutput.Strike));
        await unit.AssertWayOutAsync();
    }

    [Fact]
    public async Task What_is_no_text_is_told_so()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        Assert.Contains("no UTF-8", Say(unit, [.. "{\"version\":2,\"command\":\""u8, 0xC3, 0x28, .. "\"}\n"u8]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_told_so()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        Assert.Contains("at most 4096 bytes", Say(unit, new byte[ControlRequest.LongestLine + 1]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_says_half_a_line_and_hears_on_is_told_that_it_has_no_end()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        using var halfOpen = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        halfOpen.Connect(new UnixDomainSocketEndPoint(unit.Socket));

        halfOpen.Send("{\"version\":2,"u8);
        halfOpen.Shutdown(SocketShutdown.Send);

        halfOpen.ReceiveTimeout = (int)HangLimit.TotalMilliseconds;
        var heard = new byte[ControlReply.LongestLine];
        Assert.Contains("no end", Encoding.UTF8.GetString(heard, 0, halfOpen.Receive(heard)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_says_nothing_or_a_byte_now_and_then_is_dropped_and_holds_nobody_up()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        using var silent = UnixSocket.TryConnect(unit.Socket)!;
        using var slow = UnixSocket.TryConnect(unit.Socket)!;

        Assert.True(unit.Control(ControlRequest.Of(ControlCommands.Status)).Done);
        // A byte at a time, to the end of the whole line's time and not of each byte's.
        await unit.UntilAsync(() => IsDropped(slow), "the slow caller is dropped");
        await unit.UntilAsync(() => IsDropped(silent), "the silent caller is dropped");
        await unit.AssertWayOutAsync();
    }

    private static bool IsDropped(UnixSocket caller)
    {
        try
        {
            caller.Write("{"u8);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static ControlReply Say(BenchUnit unit, ReadOnlySpan<byte> bytes)
    {
        using var caller = UnixSocket.TryConnect(unit.Socket)!;
        caller.Write(bytes);
        return Hear(caller);
    }

    private static ControlReply Hear(UnixSocket caller) =>
        JsonSerializer.Deserialize(new ControlLines(caller, ControlReply.LongestLine).Read(TimeProvider.System, HangLimit)!, ControlJson.Default.ControlReply)!;
}
