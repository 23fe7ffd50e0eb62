using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary>Enrolls somebody who stands at the door, by way of the running service: shows the text of consent, and then what to do.</summary>
internal static class GuidedEnrollment
{
    public static int Run(DoorFaceSettings settings, string name, bool noAdministrator, Output output, TimeProvider time, CancellationToken cancellation)
    {
        using var client = ControlClient.TryConnect(settings.Control.FullSocketPath(settings.Storage));
        if (client is null)
        {
            Output.Error("Enrolling at the door takes the running service ('systemctl status doorface'). Without it, enroll from pictures: --from IMAGES.");
            return ExitCodes.Fault;
        }

        var listens = false;
        ControlReply last = new(false, "");
        var request = ControlRequest.Of(ControlCommands.Enroll) with { Name = name, NoAdministrator = noAdministrator, Database = settings.Storage.NamedDatabase };
        foreach (var reply in client.Stream(request, time, lasting: true, cancellation))
        {
            last = reply;
            if (reply is { Enrollment.Phase: EnrollmentPhase.AwaitingConsent } && !listens)
            {
                // Not before: what stands ready on standard input would be said ahead of the request, or of the text that it agrees to.
                listens = true;
                new Thread(() => Listen(client)) { Name = "terminal", IsBackground = true }.Start();
            }

            if (reply is { Enrollment: null, Done: true })
            {
                // The text of consent: the service's, which is what it stores the version of.
                Output.Note(reply.Message);
            }

            if (reply.Enrollment is { } progress && (reply.Done || output.IsJson))
            {
                output.Write(progress, ControlJson.Default.EnrollmentProgress, console => console.MarkupLineInterpolated($"{reply.Message}"));
            }
        }

        if (!last.Done)
        {
            Output.Error(last.Message);
        }

        return last.ExitCode;
    }

    /// <summary>The new resident may agree here instead of pressing the button.</summary>
    private static void Listen(ControlClient client)
    {
        try
        {
            while (Console.In.ReadLine() is { } line)
            {
                if (line.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase))
                {
                    client.Say(EnrollmentHandlers.Agree);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The enrollment has ended.
        }
    }
}
