using System.Threading.Channels;
using DoorFace.Core.Enrollment;

namespace DoorFace.Host.Messaging;

/// <summary>What reaches the enrollment from elsewhere than the camera, in order. Any thread may post; only the enrollment's service reads.</summary>
public sealed class EnrollmentInbox
{
    // Unbounded: a level of the button must never be lost, and there are a few a second at most.
    private readonly Channel<EnrollmentInput> _channel = Channel.CreateUnbounded<EnrollmentInput>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Tells the enrollment.</summary>
    public void Post(EnrollmentInput input) => _channel.Writer.TryWrite(input);

    /// <summary>Who is enrolled may have changed.</summary>
    public void PostResidentsChanged() => Post(new EnrollmentInput.TimerElapsed());

    internal IAsyncEnumerable<EnrollmentInput> ReadAllAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAllAsync(cancellationToken);
}
