using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Device.Time;
using DoorFace.Host.Audit;
using DoorFace.Host.Board;
using DoorFace.Host.Door;
using DoorFace.Host.Enrollment;
using DoorFace.Host.Recognition;
using DoorFace.Host.Retention;
using DoorFace.Host.Time;

namespace DoorFace.Host.Control;

/// <summary>What can be asked about the door.</summary>
internal sealed class DoorHandlers(
    DoorInbox door, DoorView view, DoorStateMachine machine, WallClock clock, AuditLog audit, CameraMeter camera, BoardView board, RetentionView retention,
    EnrollmentSession enrollment, LocalZone zone, TimeProvider time) : IControlHandlers
{
    private const int MostWatchers = 4;
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(100);

    public IEnumerable<ControlHandler> Handlers =>
    [
        ControlHandler.Single(ControlCommands.Status, _ => Task.FromResult(new ControlReply(true, "", Status()))),
        new ControlHandler(ControlCommands.Watch, WatchAsync, MostWatchers),
        ControlHandler.Single(ControlCommands.ConfirmClock, ConfirmClock),
        Request(ControlCommands.Release, _ => new DoorRequest.Release()),
        Request(ControlCommands.LockDown, request => new DoorRequest.LockDown(SpanOf(request), request.EndsAt)),
        Request(ControlCommands.HoldOpen, request => new DoorRequest.HoldOpen(SpanOf(request) ?? TimeSpan.Zero)),
        Request(ControlCommands.Normal, _ => new DoorRequest.Normal()),
        Request(ControlCommands.ClearAlarm, _ => new DoorRequest.ClearAlarms()),
    ];

    private static TimeSpan? SpanOf(ControlRequest request) => request.Seconds is { } seconds and > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    private ControlHandler Request(string command, Func<ControlRequest, DoorRequest> read) => ControlHandler.Single(command, async call =>
    {
        var step = await door.AskAsync(new DoorInput.Requested(read(call.Request), call.By)).WaitAsync(call.Ended).ConfigureAwait(false);
        var refused = step.Events.FirstOrDefault(entry => entry.Kind == AuditKind.RequestRefused);
        return refused is null
            ? new ControlReply(true, string.Join(' ', step.Events.Select(entry => $"{entry.Kind}: {entry.Detail}.")), StatusOf(step.State))
            : new ControlReply(false, $"Refused: {refused.Detail}");
    });

    private Task<ControlReply> ConfirmClock(ControlCall call)
    {
        clock.Confirm();
        audit.Write([new AuditEvent(AuditKind.ClockConfirmed, call.By)]);
        return Task.FromResult(new ControlReply(true, "The clock is taken to be right."));
    }

    /// <summary>The door now, and again whenever something about it has changed, to the end of the call.</summary>
    private async IAsyncEnumerable<ControlReply> WatchAsync(ControlCall call)
    {
        using var timer = new PeriodicTimer(WatchEvery, time);
        string? told = null;
        do
        {
            var status = Status();
            if (GistOf(status) is var gist && gist != told)
            {
                told = gist;
                yield return new ControlReply(true, "", status) { More = true };
            }
        }
        while (await TickAsync(timer, call.Ended).ConfigureAwait(false));

        yield return new ControlReply(true, "The service has stopped.");
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ended)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Without what is a little different every time.
    private static string GistOf(DoorStatus status) => JsonSerializer.Serialize(
        new ControlReply(true, "", status with
        {
            Camera = status.Camera with { Frames = 0, FramesPerSecond = 0, LookedAtPerSecond = 0, DroppedFrames = 0, Brightness = 0 },
            Board = status.Board with { Celsius = null },
            WaitSeconds = null,
        }),
        ControlJson.Default.ControlReply);

    private DoorStatus Status() => StatusOf(view.State);

    private DoorStatus StatusOf(DoorState state) => DoorStatus.Of(state, machine.Conditions, camera.Read(), BoardStatus.Of(board)) with
    {
        Enrollment = enrollment.State.Phase,
        Expiring = retention.Expiring,
        WaitSeconds = machine.Conditions.AcceptsAgainAt(state) is { } at ? Math.Ceiling((at - time.GetMonotonicInstant()).TotalSeconds) : null,
        TimeZone = zone.Read().Describe(time.GetUtcNow()),
    };
}
