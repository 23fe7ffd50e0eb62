using System.Text;
using CsCheck;
using DoorFace.Core.Door;
using DoorFace.Host.Control;
using DoorFace.Host.Sockets;
using DoorFace.Host.Tests.Door;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Control;

/// <summary>Whatever is said on the socket of the real service: it answers or hangs up, goes on, and releases the strike only when it is asked to.</summary>
public sealed class ControlFuzzTests
{
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(30);

    // These may release it: no mistake.
    private static readonly string[] Releasing = [ControlCommands.Release, ControlCommands.HoldOpen];

    private static readonly string[] Commands =
    [
        ControlCommands.Status, ControlCommands.Watch, ControlCommands.Release, ControlCommands.LockDown, ControlCommands.HoldOpen, ControlCommands.Normal,
        ControlCommands.ClearAlarm, ControlCommands.ConfirmClock, ControlCommands.Enroll, ControlCommands.ListResidents, ControlCommands.ShowResident,
        ControlCommands.RenameResident, ControlCommands.RemoveResident, ControlCommands.SuspendResident, ControlCommands.ScheduleResident,
        ControlCommands.AppointAdministrator, ControlCommands.ExportResident, ControlCommands.ShowAudit, ControlCommands.VerifyAudit,
        ControlCommands.ExportAudit, ControlCommands.ShowKey,
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Fuzz.AnyOf("", "Alex", "\0", "../..", "Mon-Fri 07:00-19:00", "9999-12-31T23:59:59Z"), Gen.String);

    // Well-formed, with values that make no sense.
    private static readonly Gen<byte[]> Requests = Gen.Select(
        Fuzz.AnyOf(Commands), Text, Text, Gen.Long, Gen.Int, Gen.Double, Gen.Int[0, 63],
        (command, name, other, number, most, seconds, which) => Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(
            ControlRequest.Of(command) with
            {
                Name = (which & 1) != 0 ? name : null,
                NewName = (which & 2) != 0 ? other : null,
                Schedule = (which & 4) != 0 ? other : null,
                Before = (which & 8) != 0 ? number : null,
                After = (which & 16) != 0 ? number : null,
                Most = (which & 32) != 0 ? most : null,
                Seconds = double.IsFinite(seconds) ? seconds : null,
            },
            ControlJson.Default.ControlRequest)));

    private static readonly byte[][] Sound = [.. Commands.Select(command => Encoding.UTF8.GetBytes($"{{\"version\":2,\"command\":\"{command}\",\"name\":\"Alex\",\"seconds\":60}}"))];

    [Fact]
    public async Task Whatever_is_said_the_strike_stays_secured_and_the_way_out_is_free()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        using var enough = new CancellationTokenSource();
        var passing = PassTimeAsync(unit, enough.Token);

        Fuzz.Try(
            Gen.OneOf(Requests, Fuzz.Mutated(Sound)),
            words =>
            {
                if (!MayRelease(words))
                {
                    Say(unit, words);
                    Assert.False(unit.IsOn(DoorOutput.Strike));
                }
            },
            times: 400);
        await enough.CancelAsync();
        await passing;

        Assert.True(unit.Control(ControlRequest.Of(ControlCommands.Status)).Done);
        await unit.AssertWayOutAsync();
    }

    // Some answers come with the next look at the door.
    private static async Task PassTimeAsync(BenchUnit unit, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            unit.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static bool MayRelease(byte[] words)
    {
        try
        {
            return Releasing.Contains(ControlRequest.Read(Encoding.UTF8.GetString(words).Split('\n')[0]).Command);
        }
        catch (RefusedRequestException)
        {
            return false;
        }
    }

    private static void Say(BenchUnit unit, byte[] words)
    {
        using var caller = UnixSocket.TryConnect(unit.Socket)!;
        try
        {
            caller.Write([.. words, (byte)'\n']);
            caller.LimitReads(HangLimit);
            Assert.True(caller.Read(new byte[ControlReply.LongestLine]) > 0, "It hung up without a word.");
        }
        catch (IOException gone) when (!gone.Message.Contains("temporarily", StringComparison.Ordinal))
        {
            // Hung up on, with something left unread; to wait in vain is something else.
        }
    }
}
