using System.Threading.Channels;
using DoorFace.Core.Door;

namespace DoorFace.Host.Messaging;

/// <summary>The one queue through which everything reaches the door, in order. Any thread may post; only the door service reads.</summary>
public sealed class DoorInbox
{
    // Unbounded: an input must never be lost, and there are a few a second at most.
    private readonly Channel<DoorMessage> _channel = Channel.CreateUnbounded<DoorMessage>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Tells the door.</summary>
    public void Post(DoorInput input) => _channel.Writer.TryWrite(new DoorMessage(input));

    /// <summary>Tells the door and waits until it has acted.</summary>
    /// <exception cref="OperationCanceledException">The door acts no more.</exception>
    public Task<DoorStep> AskAsync(DoorInput input)
    {
        var done = new TaskCompletionSource<DoorStep>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_channel.Writer.TryWrite(new DoorMessage(input, done)))
        {
            done.SetCanceled();
        }

        return done.Task;
    }

    internal IAsyncEnumerable<DoorMessage> ReadAllAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Takes nothing more; whoever still waits is told so.</summary>
    internal void Close()
    {
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var message))
        {
            message.Done?.TrySetCanceled();
        }
    }
}
