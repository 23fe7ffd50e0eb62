using DoorFace.Host.Commands;
using Microsoft.Extensions.Hosting;

namespace DoorFace.Simulator.Staging;

/// <summary>Follows the stage directions on standard input, line by line, and tells on standard error of those it cannot. Their end is not the service's.</summary>
internal sealed class StageManager(StageDirections directions) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A read from a terminal or a pipe cannot be called off: what is left of it ends with the process.
        while (await Task.Run(Console.In.ReadLine, stoppingToken).WaitAsync(stoppingToken).ConfigureAwait(false) is { } line)
        {
            if (directions.Follow(line) is { } complaint)
            {
                Output.Error(complaint);
            }
        }
    }
}
