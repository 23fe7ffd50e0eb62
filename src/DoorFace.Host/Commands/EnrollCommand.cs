using System.CommandLine;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Device.Kernel;
using DoorFace.Storage;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface enroll NAME --from IMAGES...</c>: a resident from pictures, all or nothing.</summary>
internal static class EnrollCommand
{
    public static Command Create(TimeProvider time)
    {
        var name = new Argument<string>("NAME") { Description = "The resident's name." };
        var from = new Option<FileInfo[]>("--from")
        {
            Description = "Pictures of the resident, one face in each. Several that differ make the door surer.",
            HelpName = "IMAGES",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("enroll", "Enrols a resident from pictures. By doing so you state that the resident has agreed to it.") { name, from };
        command.SetAction((parsed, output, _) =>
        {
            var settings = GlobalOptions.ReadSettings(parsed);
            using var vision = new PictureVision(settings);
            var captures = parsed.GetRequiredValue(from).Select(file => Capture(vision, file)).ToList();
            var samePerson = OperatingPoint.For(vision.Embedder.ImpostorScores, OperatingPoint.ViewFalseMatchRate, 1).Threshold;
            var refused = settings.Enrollment.Check(captures, samePerson);
            if (refused.Count == 0)
            {
                using var store = settings.Storage.OpenStore();
                var references = captures.Select(capture => new NewReference(vision.Embedder.Hash, capture.Template!)).ToList();
                var now = time.GetUtcNow();
                var consent = new Consent(now, settings.Storage.PresentBoot(), settings.Consent.TextVersion, $"stated by uid {ProcessUser.Id}");
                store.Add(parsed.GetRequiredValue(name), references, now, consent);
            }

            return Task.FromResult(Report(output, parsed.GetRequiredValue(name), captures.Count, refused, settings.Consent.TextVersion));
        });
        return command;
    }

    private static Capture Capture(PictureVision vision, FileInfo file)
    {
        using var frame = vision.Read(file);
        vision.Analyzer.Analyze(frame, vision.Analysis);
        return vision.Analysis.DescribedFace < 0
            ? new Capture(file.Name, 0, default, null)
            : new Capture(file.Name, vision.Analysis.FaceCount, vision.Analysis.Observation, Embedding.FromVector(vision.Analysis.Embedding));
    }

    private static int Report(Output output, string name, int captures, IReadOnlyList<RefusedCapture> refused, string consentVersion)
    {
        var pictures = refused.Select(r => new RefusedPicture(r.Capture.Name, r.Reason, Explain(r))).ToArray();
        var answer = new EnrollAnswer(refused.Count == 0, name, refused.Count == 0 ? captures : 0, pictures);
        output.Write(answer, AnswerJson.Default.EnrollAnswer, console =>
        {
            if (answer.Enrolled)
            {
                console.MarkupLineInterpolated($"[green]{name} is enrolled[/] with {captures} reference(s).");
                console.MarkupLineInterpolated($"You state that {name} has agreed to it (text of consent, version {consentVersion}).");
            }
        });
        foreach (var picture in pictures)
        {
            Output.Error(picture.Message);
        }

        return answer.Enrolled ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static string Explain(RefusedCapture refused) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{refused.Capture.Name}: {refused.Reason switch
    {
        CaptureRefusal.NoFace => "no face was found; use a sharp, bright picture that shows the whole face.",
        CaptureRefusal.SeveralFaces => $"{refused.Found:0} faces were found; crop the picture to the resident alone.",
        CaptureRefusal.FaceTooSmall => $"the face is {refused.Found:0} pixels wide, at least {refused.Limit:0} are needed; take the picture from nearer.",
        CaptureRefusal.NotFrontal => $"the face is turned away (frontality {refused.Found:0.00}, at least {refused.Limit:0.00} is needed); look at the camera.",
        CaptureRefusal.AnotherPerson => $"this is not the person of the other pictures (score {refused.Found:0.000}, at least {refused.Limit:0.000} is needed).",
        _ => throw new ArgumentOutOfRangeException(nameof(refused), refused.Reason, "Unknown reason."),
    }}");
}
