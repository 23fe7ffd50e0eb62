using DoorFace.Host.Audit;
using DoorFace.Host.Supervision;
using DoorFace.Storage;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.State;

/// <summary>Looks at the unit's state at the start and every minute, and lets its parts remember one another.</summary>
internal sealed class StateService(
    StateGuard guard, UnitState state, AuditLog audit, AuditSigner signer, ServiceFaults faults, TimeProvider time, ILogger<StateService> logger)
    : SupervisedService("The look at the unit's state", faults)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _failed;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            Work();
            try
            {
                // Looks come in bursts.
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(false);
                await guard.WaitAsync(Interval, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // What came since the last look is remembered too, but for what is written at the very end.
                Work();
                throw;
            }
        }
    }

    private void Work()
    {
        try
        {
            if (guard.Look(out var evidence))
            {
                audit.Write([.. state.Remember(evidence, signer)]);
            }

            _failed = false;
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
        {
            if (!_failed)
            {
                _failed = true;
                logger.StateNotLookedAt(exception.Message);
            }
        }
    }
}
