using System.Threading.Channels;
using DoorFace.Device.Kernel;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Commands;

/// <summary>
/// Asks the running service; while none runs, the same is done here on the files themselves, which is said on standard error.
/// </summary>
internal static class Administration
{
    /// <exception cref="IOException">There is a service, and it may not be asked or does not answer.</exception>
    public static IEnumerable<ControlReply> Ask(DoorFaceSettings settings, ControlRequest request, TimeProvider time)
    {
        // Only a file that was named: which one a service has by default, it knows better.
        request = request with { Database = settings.Storage.Database.Length > 0 ? settings.Storage.FullDatabasePath : null };
        using var client = ControlClient.TryConnect(settings.Control.FullSocketPath(settings.Storage));
        foreach (var reply in client?.Stream(request, time) ?? Offline(settings.Storage, request, time))
        {
            yield return reply;
        }
    }

    private static IEnumerable<ControlReply> Offline(StorageSettings storage, ControlRequest request, TimeProvider time)
    {
        Output.Note("No service is running; this is done on the files themselves.");
        var audit = new OfflineAudit(storage, time);
        var (handler, _) = new ControlTable([new ResidentHandlers(storage, audit, time), new AuditHandlers(storage, audit)]).Find(request.Command);
        var nothing = Channel.CreateBounded<string>(1);
        return handler.Answer(new ControlCall(request, $"uid {ProcessUser.Id}", nothing.Reader, CancellationToken.None)).ToBlockingEnumerable();
    }
}
