using Microsoft.Extensions.Hosting;

namespace DoorFace.Host.Supervision;

/// <summary>
/// A part of the service that may fail and never takes the door with it: whatever it throws is told to <see cref="ServiceFaults"/>, and after a wait it
/// runs again. Only the door's own loop is none of these.
/// </summary>
/// <param name="part">What it is called when it fails, as the beginning of a sentence.</param>
/// <param name="faults">Told of it.</param>
public abstract class SupervisedService(string part, ServiceFaults faults) : BackgroundService
{
    /// <summary>A run that lasts so long has got over what ended the one before.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    /// <summary>Does its work until it is asked to end; called again when it throws.</summary>
    /// <param name="stoppingToken">Asks it to end.</param>
    protected abstract Task RunAsync(CancellationToken stoppingToken);

    /// <summary>Ends the waits between two runs.</summary>
    /// <param name="stoppingToken">The host's.</param>
    protected virtual CancellationToken EndOfRetries(CancellationToken stoppingToken) => stoppingToken;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody's start waits for this one's.
        await Task.Yield();
        var ending = EndOfRetries(stoppingToken);
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                await RunAndWatchAsync(backoff, stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                var wait = backoff.Next();
                faults.Failed(part, failure, wait);
                await Task.Delay(wait, faults.Time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ending.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    private async Task RunAndWatchAsync(Backoff backoff, CancellationToken stoppingToken)
    {
        var run = RunAsync(stoppingToken);
        using (var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken))
        {
            await Task.WhenAny(run, Task.Delay(Steady, faults.Time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
        }

        if (!run.IsFaulted)
        {
            faults.Works(part);
            backoff.Reset();
        }

        await run.ConfigureAwait(false);
    }
}
