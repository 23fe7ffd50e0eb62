using System.CommandLine;
using System.Threading.Channels;
using DoorFace.Device.Kernel;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Gallery;
using DoorFace.Host.Settings;
using DoorFace.Host.Sockets;
using DoorFace.Host.State;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Commands;

/// <summary>
/// Asks the running service; while none runs, the same is done here on the files themselves, which is said on standard error.
/// </summary>
internal sealed class Administration(DoorFaceSettings settings, TimeProvider time)
{
    private readonly OfflineAudit _audit = new(settings.Storage, time, Output.Note);
    private bool _saidSo;

    /// <summary>Asks once, and shows what was done or tells why it was not.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(ParseResult parsed, ControlRequest request, TimeProvider time, Action<IReadOnlyList<ControlReply>> show)
    {
        var replies = new Administration(GlobalOptions.ReadSettings(parsed), time).Ask(request);
        if (replies[^1].Done)
        {
            show(replies);
        }
        else
        {
            Output.Error(replies[^1].Message);
        }

        return Task.FromResult(replies[^1].ExitCode);
    }

    /// <summary>All replies, the last one last.</summary>
    /// <exception cref="IOException">There is a service, and it may not be asked or does not answer.</exception>
    public IReadOnlyList<ControlReply> Ask(ControlRequest request)
    {
        // Only a file that was named: which one a service has by default, it knows better.
        request = request with { Database = settings.Storage.NamedDatabase };
        using var client = ControlClient.TryConnect(settings.Control.FullSocketPath(settings.Storage));
        return client is null ? Offline(request) : [.. client.Stream(request, time)];
    }

    private IReadOnlyList<ControlReply> Offline(ControlRequest request)
    {
        if (!_saidSo)
        {
            _saidSo = true;
            Output.Note(UnitLock.Owner(settings.Storage) is { } process
                ? $"A service runs (process {process}) but does not answer on its socket '{settings.Control.FullSocketPath(settings.Storage)}'; this is done on the files themselves."
                : "No service is running; this is done on the files themselves.");
        }

        // A proof looks at this process, which the kernel shows to root alone.
        using var owner = request.Command == ControlCommands.Prove ? null : StateOwner.ActAs(settings.Storage);
        using var signer = new AuditSigner(settings.Storage, time, mayCreate: false);
        var (handler, _) = new ControlTable(
        [
            new ResidentHandlers(settings.Storage, _audit, new LoadedGallery(), time),
            new AuditHandlers(settings.Storage, _audit, signer),
            new KeyHandlers(settings.Storage, _audit, new LoadedGallery()),
            new StateHandlers(new UnitState(settings), null, _audit, signer),
            new ProofHandlers(settings, () => (time.GetUtcNow(), "nobody but the service judges it"), byService: false),
        ]).Find(request.Command);
        var nothing = Channel.CreateBounded<string>(1);
        return [.. handler.Answer(new ControlCall(request, PeerIdentity.Own, nothing.Reader, CancellationToken.None) { User = ProcessUser.Id }).ToBlockingEnumerable()];
    }
}
