using System.CommandLine;
using DoorFace.Device.Kernel;
using DoorFace.Host.Composition;
using DoorFace.Host.Control;
using DoorFace.Host.Isolation;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;
using DoorFace.Host.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface run</c>: the service that guards the door.</summary>
internal static class RunCommand
{
    public static Command Create(Platform platform, TimeProvider time)
    {
        var persist = new Option<bool>("--persist")
        {
            Description = "Goes on without faces when they cannot be looked at, and tries again: the way out, the sensors and the alarms stay. For the installed unit.",
        };
        var command = new Command("run", "Guards the door until it is stopped.") { CameraOptions.Camera, persist };
        foreach (var option in platform.RunOptions)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, output, cancellation) =>
        {
            // Before anything of a face can be in it.
            ProcessMemory.Protect();
            // Before anything is opened that there is to see or to open the door with.
            RequireIsolation(platform);
            var settings = CameraOptions.ReadSettings(parsed);
            StateOwner.RequireOwn(settings.Storage);
            using var running = UnitLock.Take(settings.Storage);
            if (running.Caveat is { } caveat)
            {
                Output.Note(caveat);
            }

            platform.Prepare?.Invoke(parsed);
            using var host = DoorHost.Compose(settings, platform, time, parsed.GetValue(persist));
            if (!parsed.GetValue(persist))
            {
                // Whatever cannot be had (a model, the database, the camera) is said here, before the door is in service.
                await CheckAsync(host.Services.GetRequiredService<RecognitionFactories>()).ConfigureAwait(false);
            }

            var result = host.Services.GetRequiredService<RunResult>();
            await using (cancellation.Register(result.Ask))
            {
                await host.RunAsync(cancellation).ConfigureAwait(false);
            }

            if (result.Verdict is not { } failure)
            {
                return ExitCodes.Success;
            }

            Output.Error(failure);
            return ExitCodes.Fault;
        });
        return command;
    }

    private static void RequireIsolation(Platform platform)
    {
        if (!platform.ToleratesNetwork)
        {
            NetworkProbe.Require();
        }
        else if (NetworkProbe.SeenInterfaces() is { Count: > 0 } interfaces)
        {
            Output.Note($"This process sees the network ({string.Join(", ", interfaces)}). That is for a PC only: a door's program would refuse to run.");
        }
    }

    private static async Task CheckAsync(RecognitionFactories parts)
    {
        _ = parts.Recognizer();
        parts.Store().Dispose();
        await parts.Camera().DisposeAsync().ConfigureAwait(false);
    }
}
