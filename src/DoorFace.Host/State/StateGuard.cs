using DoorFace.Core.Door;
using DoorFace.Core.State;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;
using DoorFace.Storage;
using DoorFace.Storage.Keys;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.State;

/// <summary>
/// Tells the door whenever the unit's state comes into doubt or out of it. While it is in doubt no face opens, and nobody is enrolled. Any thread may ask.
/// </summary>
internal sealed class StateGuard(UnitState state, DoorInbox door, ILogger<StateGuard> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _due = new(0);
    private volatile IReadOnlyList<string> _doubts = [];

    /// <summary>What was in doubt at the last look, a sentence each.</summary>
    public IReadOnlyList<string> Doubts => _doubts;

    /// <summary>Looks at the files, before anything of theirs is used, and wakes the one who lets the parts remember one another.</summary>
    /// <returns>Whether all is well.</returns>
    /// <exception cref="StorageException">A file cannot be looked at now; what was said last stays.</exception>
    public bool Look()
    {
        var isWell = Look(out _);
        lock (_gate)
        {
            if (_due.CurrentCount == 0)
            {
                _due.Release();
            }
        }

        return isWell;
    }

    /// <summary>The same for the one who lets the parts remember one another, and need not be woken.</summary>
    /// <param name="evidence">What was found.</param>
    public bool Look(out StateEvidence evidence)
    {
        lock (_gate)
        {
            var doubts = state.Review(out evidence);
            if (!doubts.SequenceEqual(_doubts))
            {
                if (_doubts.Count > 0)
                {
                    door.Post(new DoorInput.FaultCleared(DoorFault.State));
                }

                if (doubts.Count > 0)
                {
                    var said = $"{string.Join(' ', doubts)} {StateWays.Out}";
                    logger.StateInDoubt(said);
                    door.Post(new DoorInput.FaultRaised(DoorFault.State, said));
                }

                _doubts = doubts;
            }

            return doubts.Count == 0;
        }
    }

    public void Dispose() => _due.Dispose();

    /// <summary>Waits until somebody has looked, or a time has passed.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken stopping) => _due.WaitAsync(most, stopping);
}
