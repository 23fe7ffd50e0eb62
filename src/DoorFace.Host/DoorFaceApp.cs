using System.CommandLine;
using DoorFace.Host.Commands;
using DoorFace.Host.Commands.Cameras;
using DoorFace.Host.Composition;
using DoorFace.Host.Control;
using DoorFace.Host.Doctor;
using DoorFace.Host.Time;

namespace DoorFace.Host;

/// <summary>The program: its command line, over some hardware.</summary>
public static class DoorFaceApp
{
    // Longer than the host gives its services to stop: the process must not end, whatever the exit code, before the door is secured and the audit stored.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(40);

    /// <summary>Runs one command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="platform">What the service is wired to.</param>
    /// <param name="more">Further commands, for the simulator.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Platform platform, params IEnumerable<Command> more)
    {
        var time = new ZonedTime();
        var root = new RootCommand("Opens a home's door for the people who live there, by their face. It has no network.")
        {
            GlobalOptions.Config,
            GlobalOptions.Set,
            GlobalOptions.Database,
            GlobalOptions.Json,
            RunCommand.Create(platform, time),
            CameraCommand.Create(platform, time),
            DoorCommands.CreateStatus(time),
            DoorCommands.Create(time),
            DoctorCommand.Create(platform, time),
            SafeStateCommand.Create(platform.Gpio),
            EnrollCommand.Create(time),
            ResidentsCommand.Create(time),
            AuditCommand.Create(time),
            KeysCommand.Create(time),
            KeysCommand.CreateTemplates(time),
            StateCommand.Create(time),
            ProveCommand.Create(time),
            IdentifyCommand.Create(time),
            MovedCommand.Create("eval", "doorface-lab eval"),
        };
        foreach (var command in more)
        {
            root.Add(command);
        }

        return await RunAsync(root, args).ConfigureAwait(false);
    }

    /// <summary>Runs one of these commands.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        ArgumentNullException.ThrowIfNull(root);
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = LongestStop }).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
    }
}
