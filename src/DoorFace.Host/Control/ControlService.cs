using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Host.Audit;
using DoorFace.Host.Door;
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
    DoorFaceSettings settings, DoorInbox door, DoorView view, DoorStateMachine machine, WallClock clock, AuditLog audit, TimeProvider time, ILogger<ControlService> logger)
    : BackgroundService
{
    private const int LongestRequest = 4096;
    private const int MostCallers = 8;
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);
    private readonly string _socket = settings.Control.FullSocketPath(settings.Storage);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var callers = new SemaphoreSlim(MostCallers);
        try
        {
            while (true)
            {
                await callers.WaitAsync(stoppingToken).ConfigureAwait(false);
                var pipe = new NamedPipeServerStream(
                    _socket, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
                Permit(_socket);
                await pipe.WaitForConnectionAsync(stoppingToken).ConfigureAwait(false);
                _ = ServeAsync(pipe, callers, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service was asked to stop.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException or ArgumentException)
        {
            // The door works without; somebody will miss it and read why.
            logger.ControlFailed($"{_socket}: {exception.Message}");
        }
    }

    /// <summary>For the owner and the group: mode 0660.</summary>
    private static void Permit(string socket)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        }
    }

    private async Task ServeAsync(NamedPipeServerStream pipe, SemaphoreSlim callers, CancellationToken stoppingToken)
    {
        try
        {
            await using (pipe.ConfigureAwait(false))
            {
                using var limit = new CancellationTokenSource(LongestCall, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
                var by = pipe.GetImpersonationUserName();
                var reply = await ReadLineAsync(pipe, either.Token).ConfigureAwait(false) is { } line
                    ? await AnswerAsync(line, by).WaitAsync(either.Token).ConfigureAwait(false)
                    : new ControlReply(false, $"A request is one line of at most {LongestRequest} bytes.");
                await pipe.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(reply, ControlJson.Default.ControlReply) + "\n"), either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The caller is gone or too slow: nobody to tell.
        }
        finally
        {
            callers.Release();
        }
    }

    private static async Task<string?> ReadLineAsync(Stream pipe, CancellationToken cancellation)
    {
        var buffer = new byte[LongestRequest];
        for (var length = 0; length < buffer.Length;)
        {
            var count = await pipe.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (buffer.AsSpan(length, count).IndexOf((byte)'\n') is >= 0 and var end)
            {
                return Encoding.UTF8.GetString(buffer, 0, length + end);
            }

            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        return null;
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
                return new ControlReply(true, "", DoorStatus.Of(view.State, machine.Conditions));
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
            ? new ControlReply(true, string.Join(' ', step.Events.Select(entry => $"{entry.Kind}: {entry.Detail}.")), DoorStatus.Of(step.State, machine.Conditions))
            : new ControlReply(false, $"Refused: {refused.Detail}");
    }
}
