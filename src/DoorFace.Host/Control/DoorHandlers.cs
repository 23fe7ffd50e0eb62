using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Device.Time;
using DoorFace.Host.Audit;
using DoorFace.Host.Board;
using DoorFace.Host.Enrollment;
using DoorFace.Host.Messaging;
using DoorFace.Host.Recognition;
using DoorFace.Host.Retention;
using DoorFace.Host.State;
using DoorFace.Host.Time;

namespace DoorFace.Host.Control;

/// <summary>What can be asked about the door.</summary>
internal sealed class DoorHandlers(
    DoorInbox door, DoorView view, DoorStateMachine machine, WallClock clock, AuditLog audit, CameraMeter camera, BoardView board, RetentionView retention,
    EnrollmentSession enrollment, LocalZone zone, StateGuard guard, TimeProvider time) : IControlHandlers
{
    private const int MostWatchers = 4;
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(100);

    public IEnumerable<ControlHandler> Handlers =>
    [
        ControlHandler.Single(ControlCommands.Status, call =>
        {
            // By now an administrator's time may be over, or another process has changed who is one.
            enrollment.Step(new EnrollmentInput.TimerElapsed());
            return Task.FromResult(new ControlReply(true, "", Shown(StatusOf(view.State), call)));
        }),
        new ControlHandler(ControlCommands.Watch, WatchAsync, MostWatchers),
        ControlHandler.Single(ControlCommands.ConfirmClock, ConfirmClock),
        Request(ControlCommands.Release, _ => new DoorRequest.Release()),
        Request(ControlCommands.LockDown, request => new DoorRequest.LockDown(SpanOf(request), request.EndsAt), outlives: true),
        Request(ControlCommands.HoldOpen, request => new DoorRequest.HoldOpen(SpanOf(request) ?? TimeSpan.Zero)),
        Request(ControlCommands.Normal, _ => new DoorRequest.Normal(), outlives: true),
        Request(ControlCommands.ClearAlarm, _ => new DoorRequest.ClearAlarms(), outlives: true),
    ];

    private static TimeSpan? SpanOf(ControlRequest request) => request.Seconds is { } seconds and > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    /// <param name="command">What is asked.</param>
    /// <param name="read">The request in it.</param>
    /// <param name="outlives">Whether it outlives a restart: it is answered when it is stored then, or with why it is not.</param>
    private ControlHandler Request(string command, Func<ControlRequest, DoorRequest> read, bool outlives = false) => ControlHandler.Single(command, async call =>
    {
        var step = await door.AskAsync(new DoorInput.Requested(read(call.Request), call.By)).WaitAsync(call.Ended).ConfigureAwait(false);
        var refused = step.Events.FirstOrDefault(entry => entry.Kind == AuditKind.RequestRefused);
        if (refused is not null)
        {
            return new ControlReply(false, $"Refused: {refused.Detail}");
        }

        var caveat = outlives ? await CaveatAsync(call).ConfigureAwait(false) : "";
        return new ControlReply(true, string.Join(' ', step.Events.Select(entry => $"{entry.Kind}: {entry.Detail}.")) + caveat, StatusOf(step.State));
    });

    private async Task<ControlReply> ConfirmClock(ControlCall call)
    {
        clock.Confirm();
        audit.Write([new AuditEvent(AuditKind.ClockConfirmed, call.By)]);
        return new ControlReply(true, "The clock is taken to be right." + await CaveatAsync(call).ConfigureAwait(false));
    }

    private async Task<string> CaveatAsync(ControlCall call) => await audit.WhyNotStoredAsync(call.Ended).ConfigureAwait(false) is { } why
        ? $" In force; not yet stored: it will not outlive a restart, because: {why} A start before it is stored comes up with whatever locks."
        : "";

    /// <summary>The door now, and again whenever something about it has changed, to the end of the call.</summary>
    private async IAsyncEnumerable<ControlReply> WatchAsync(ControlCall call)
    {
        using var timer = new PeriodicTimer(WatchEvery, time);
        string? told = null;
        do
        {
            var status = StatusOf(view.State);
            if (GistOf(status) is var gist && gist != told)
            {
                told = gist;
                yield return new ControlReply(true, "", Shown(status, call)) { More = true };
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

    /// <summary>The audit keeps who was shown names.</summary>
    private DoorStatus Shown(DoorStatus status, ControlCall call)
    {
        if (status.Expiring.Count > 0)
        {
            audit.Write([new AuditEvent(AuditKind.DataViewed, $"status, with names, {call.By}")]);
        }

        return status;
    }

    private DoorStatus StatusOf(DoorState state) => DoorStatus.Of(state, machine.Conditions, camera.Read(), BoardStatus.Of(board)) with
    {
        Unstored = !audit.IsMemoryStored,
        Enrollment = enrollment.State.Phase,
        Household = enrollment.Household,
        Expiring = retention.Expiring,
        WaitSeconds = machine.Conditions.AcceptsAgainAt(state) is { } at ? Math.Ceiling((at - time.GetMonotonicInstant()).TotalSeconds) : null,
        TimeZone = zone.Read().Describe(time.GetUtcNow()),
        StateDoubts = guard.Doubts,
    };
}
