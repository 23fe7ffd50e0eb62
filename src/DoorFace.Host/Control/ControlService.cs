using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Audit;
using DoorFace.Host.Board;
using DoorFace.Host.Door;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;
using DoorFace.Host.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Control;

/// <summary>
/// Takes administrators' requests on a Unix-domain socket: one line of JSON in, one out, per connection. Who may connect is a matter of the
/// socket's folder and mode; the kernel says who did, and the audit keeps it. Slow, silent and talkative callers are dropped and never hold the door up.
/// </summary>
internal sealed class ControlService(
    DoorFaceSettings settings, DoorInbox door, DoorView view, DoorStateMachine machine, WallClock clock, AuditLog audit, CameraMeter camera,
    BoardView board, TimeProvider time, ILogger<ControlService> logger)
    : BackgroundService
{
    private const int MostCallers = 8;
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);
    private readonly string _path = settings.Control.FullSocketPath(settings.Storage);
    private UnixSocket? _socket;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _socket = UnixSocket.Listen(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The door works without; somebody will miss it and read why.
            logger.ControlFailed(exception.Message);
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_socket is not null)
        {
            _socket.Dispose();
            File.Delete(_path);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    // A thread of its own, which waits most of the time.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _socket is null ? Task.CompletedTask : Task.Factory.StartNew(() => Listen(_socket), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Listen(UnixSocket socket)
    {
        var callers = new SemaphoreSlim(MostCallers);
        while (socket.Accept() is { } caller)
        {
            if (callers.Wait(TimeSpan.Zero))
            {
                // On a thread of its own while it waits for the line: silent callers must not take the pool's from the door.
                _ = Task.Factory.StartNew(() => ServeAsync(caller, callers), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            else
            {
                caller.Dispose(); // Whoever is turned away comes again.
            }
        }
    }

    private async Task ServeAsync(UnixSocket caller, SemaphoreSlim callers)
    {
        try
        {
            using (caller)
            {
                var by = $"uid {caller.PeerUser}";
                var reply = ControlLine.Read(caller, time, LongestCall) is { } line
                    ? await AnswerAsync(line, by).WaitAsync(LongestCall, time).ConfigureAwait(false)
                    : new ControlReply(false, $"A request is one line of at most {ControlLine.Longest} bytes.");
                ControlLine.Write(caller, JsonSerializer.Serialize(reply, ControlJson.Default.ControlReply));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or TimeoutException)
        {
            // The caller is gone or too slow, or the door acts no more: nobody to tell.
        }
        finally
        {
            callers.Release();
        }
    }

    private async Task<ControlReply> AnswerAsync(string line, string by)
    {
        ControlRequest? request;
        try
        {
            request = JsonSerializer.Deserialize(line, ControlJson.Default.ControlRequest);
        }
        catch (JsonException)
        {
            return new ControlReply(false, "The request is no JSON of this format.");
        }

        if (request is not { Version: ControlRequest.CurrentVersion })
        {
            return new ControlReply(false, $"The request is of version {request?.Version}; the service speaks version {ControlRequest.CurrentVersion}.");
        }

        var span = request.Seconds is { } seconds and > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        switch (request.Command)
        {
            case ControlCommands.Status:
                return new ControlReply(true, "", StatusOf(view.State));
            case ControlCommands.ConfirmClock:
                clock.Confirm();
                audit.Write([new AuditEvent(AuditKind.ClockConfirmed, by)]);
                return new ControlReply(true, "The clock is taken to be right.");
            case ControlCommands.Release:
                return await AskAsync(new DoorRequest.Release(), by).ConfigureAwait(false);
            case ControlCommands.LockDown:
                return await AskAsync(new DoorRequest.LockDown(span, request.EndsAt), by).ConfigureAwait(false);
            case ControlCommands.HoldOpen:
                return await AskAsync(new DoorRequest.HoldOpen(span ?? TimeSpan.Zero), by).ConfigureAwait(false);
            case ControlCommands.Normal:
                return await AskAsync(new DoorRequest.Normal(), by).ConfigureAwait(false);
            case ControlCommands.ClearAlarms:
                return await AskAsync(new DoorRequest.ClearAlarms(), by).ConfigureAwait(false);
            default:
                return new ControlReply(false, $"There is no command '{request.Command}'.");
        }
    }

    private async Task<ControlReply> AskAsync(DoorRequest request, string by)
    {
        var step = await door.AskAsync(new DoorInput.Requested(request, by)).ConfigureAwait(false);
        var refused = step.Events.FirstOrDefault(entry => entry.Kind == AuditKind.RequestRefused);
        return refused is null
            ? new ControlReply(true, string.Join(' ', step.Events.Select(entry => $"{entry.Kind}: {entry.Detail}.")), StatusOf(step.State))
            : new ControlReply(false, $"Refused: {refused.Detail}");
    }

    private DoorStatus StatusOf(DoorState state) => DoorStatus.Of(state, machine.Conditions, camera.Read(), BoardStatus.Of(board));
}
