using DoorFace.Core.Door;
using DoorFace.Host.Messaging;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Supervision;

/// <summary>Which parts of the service have failed. The door is told, and by it the lamp, the audit and <c>doorface status</c>. Any thread may tell.</summary>
/// <param name="door">Told.</param>
/// <param name="time">Paces the retries.</param>
/// <param name="logger">Told too.</param>
public sealed class ServiceFaults(DoorInbox door, TimeProvider time, ILogger<ServiceFaults> logger)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _failed = new(StringComparer.Ordinal);

    /// <summary>Paces the retries.</summary>
    public TimeProvider Time => time;

    /// <summary>A part has failed, and is tried again.</summary>
    /// <param name="part">What failed, as the beginning of a sentence.</param>
    /// <param name="failure">Why.</param>
    /// <param name="wait">When it is tried again.</param>
    public void Failed(string part, Exception failure, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(failure);
        logger.ServiceFailed(part, failure.Message, wait);
        logger.FailureDetails(failure);
        lock (_gate)
        {
            // Of the same part, a retry that fails again is not worth an entry each time.
            if (_failed.TryAdd(part, $"{part} has failed ({failure.GetType().Name}: {failure.Message})"))
            {
                Tell();
            }
        }
    }

    /// <summary>It works again.</summary>
    public void Works(string part)
    {
        lock (_gate)
        {
            if (_failed.Remove(part))
            {
                logger.ServiceWorks(part);
                Tell();
            }
        }
    }

    // What was told is over, also when something else follows.
    private void Tell()
    {
        door.Post(new DoorInput.FaultCleared(DoorFault.Service));
        if (_failed.Count > 0)
        {
            door.Post(new DoorInput.FaultRaised(
                DoorFault.Service, $"{string.Join("; ", _failed.Values)}; it is tried again. If that does not help, see 'doorface doctor' and the log"));
        }
    }
}
