using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace DoorFace.Host.Supervision;

/// <summary>Stops the service by a signal, and remembers that it was one: a service that ends without having been asked to says so.</summary>
internal sealed class SignalLifetime(RunResult result, IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.AddRange(((PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT]).Select(signal => PosixSignalRegistration.Create(signal, Stop)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Stop(PosixSignalContext context)
    {
        // The process ends when the door is secured and the audit stored.
        context.Cancel = true;
        result.Ask();
        lifetime.StopApplication();
    }
}
