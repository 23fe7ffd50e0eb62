using System.Threading.Channels;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Control;

/// <summary>What a handler knows of a call.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="By">Who asks, as the kernel knows them: <c>uid N</c>, with the login where that is another one.</param>
/// <param name="Lines">What else the caller says, a line at a time; complete when they have gone. Nothing but the request is taken of a short call.</param>
/// <param name="Ended">Cancelled when the caller has gone, the time of a short call is over, or the service stops.</param>
internal sealed record ControlCall(ControlRequest Request, string By, ChannelReader<string> Lines, CancellationToken Ended)
{
    /// <summary>The caller's number, as the kernel knows it.</summary>
    public uint? User { get; init; }

    /// <summary>The answer to a caller who means other residents than the service's; null when they are meant, or none are named.</summary>
    public ControlReply? RefusalOfDatabase(StorageSettings settings) =>
        Request.Database is { } database && Path.GetFullPath(database) != settings.FullDatabasePath
            ? new ControlReply(false, $"The running service keeps its residents in '{settings.FullDatabasePath}' and not in '{database}'.") { Exit = ExitCodes.Usage }
            : null;
}
