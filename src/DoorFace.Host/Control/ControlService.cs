using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Host.Audit;
using DoorFace.Host.Settings;
using DoorFace.Host.Sockets;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Control;

/// <summary>
/// Takes administrators' requests on a Unix-domain socket. Who may connect is a matter of the socket's folder and mode, and of what the kernel says
/// of the caller; the audit keeps it. Slow, silent and talkative callers are dropped and never hold the door up.
/// </summary>
internal sealed class ControlService(
    DoorFaceSettings settings, IEnumerable<IControlHandlers> handlers, AuditLog audit, ServiceFaults faults, TimeProvider time, ILogger<ControlService> logger)
    : SupervisedService("The control socket", faults)
{
    private const int MostCallers = 8;
    private const int MostOfOneCaller = 6;

    // Real time, whatever clock the door goes by: a process that ends does not wait for its callers.
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly string _path = settings.Control.FullSocketPath(settings.Storage);
    private readonly ControlTable _table = new(handlers);
    private readonly FairPlaces _places = new(MostCallers, MostOfOneCaller, Grace, time);
    private readonly CancellationTokenSource _stopping = new();
    private int _calls;
    private volatile UnixSocket? _socket;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_socket is { } socket)
        {
            socket.Remove();
            socket.Shutdown();
        }

        // Those who watch are told; whoever says nothing is not waited for.
        for (var waited = TimeSpan.Zero; Volatile.Read(ref _calls) > 0 && waited < LongestGoodbye; waited += Breath)
        {
            await Task.Delay(Breath, CancellationToken.None).ConfigureAwait(false);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _socket?.Dispose();
        _stopping.Dispose();
        base.Dispose();
    }

    // A thread of its own, which waits most of the time.
    protected override Task RunAsync(CancellationToken stoppingToken)
    {
        _socket?.Dispose();
        var socket = _socket = UnixSocket.Listen(_path);
        var permission = CallerPermission.Of(_path);
        return OnThreadOfItsOwn(() => Listen(socket, permission));
    }

    private static Task OnThreadOfItsOwn(Action work) => Task.Factory.StartNew(
        () =>
        {
            ThreadPriorities.Yield();
            work();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private void Listen(UnixSocket socket, CallerPermission permission)
    {
        while (!_stopping.IsCancellationRequested)
        {
            if (socket.Accept() is { } caller)
            {
                Admit(caller, permission);
            }
            else
            {
                // Closed, or no descriptor is free for a moment.
                Thread.Sleep(Breath);
            }
        }
    }

    private void Admit(UnixSocket caller, CallerPermission permission)
    {
        try
        {
            var peer = caller.Peer;
            if (!permission.Allows(peer))
            {
                audit.Write([new AuditEvent(AuditKind.CallerRefused, $"{peer}")]);
                Refuse(caller, $"{peer} may not ask the service: ask as root, or as a member of the group that owns the socket.");
            }
            else if (_places.TryTake($"{peer}", caller.Shutdown) is { } place)
            {
                Interlocked.Increment(ref _calls);
                _ = OnThreadOfItsOwn(() => Serve(caller, peer, place));
            }
            else
            {
                Refuse(caller, "The service is busy with other callers; try again.");
            }
        }
        catch (IOException)
        {
            caller.Dispose();
        }
    }

    // What little it is finds room in the kernel: nobody waits for the caller to take it.
    private static void Refuse(UnixSocket caller, string message)
    {
        using (caller)
        {
            new ControlLines(caller, 1).Write(JsonSerializer.Serialize(new ControlReply(false, message), ControlJson.Default.ControlReply), LongestRefusal);
        }
    }

    private void Serve(UnixSocket caller, PeerIdentity by, FairPlaces.Place place)
    {
        try
        {
            using (place)
            using (caller)
            {
                new ControlConversation(caller, by, _table, time, _stopping.Token).Run(place);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The caller is gone or too slow, or the door acts no more: nobody to tell.
        }
        catch (Exception exception)
        {
            logger.ControlCallFailed(exception.Message);
            logger.FailureDetails(exception);
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }
}
