using System.Threading.Channels;
using DoorFace.Core.Door;

namespace DoorFace.Host.Door;

/// <summary>The one queue through which everything reaches the door, in order. Any thread may post; only the door service reads.</summary>
public sealed class DoorInbox
{
    // Unbounded: an input must never be lost, and there are a few a second at most.
    private readonly Channel<DoorInput> _channel = Channel.CreateUnbounded<DoorInput>(new UnboundedChannelOptions { SingleReader = true });

    public void Post(DoorInput input) => _channel.Writer.TryWrite(input);

    public IAsyncEnumerable<DoorInput> ReadAllAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAllAsync(cancellationToken);
}
