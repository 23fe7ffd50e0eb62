using System.CommandLine;
using DoorFace.Core.Access;
using DoorFace.Core.Imaging;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Gallery;
using DoorFace.Host.Settings;
using DoorFace.Host.Sockets;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface identify IMAGE</c>: who is in a picture, and how sure that is. One picture decides nothing at the door.</summary>
internal static class IdentifyCommand
{
    public static Command Create(TimeProvider time)
    {
        var image = new Argument<FileInfo>("IMAGE") { Description = "A JPEG or PNG file." };
        var command = new Command("identify", "Says whom the faces in a picture are most like.") { image };
        command.SetAction((parsed, output, _) =>
        {
            var settings = GlobalOptions.ReadSettings(parsed);
            var file = GivenFiles.Require(parsed.GetRequiredValue(image));
            using var vision = new PictureVision(settings);
            var enrolled = Load(settings, vision, time);
            foreach (var warning in enrolled.Warnings)
            {
                Output.Error(warning.Text);
            }

            using var frame = vision.Read(file);
            var answer = new IdentifyAnswer(
                file.Name, enrolled.Gallery.SubjectCount, enrolled.OperatingPoint.Threshold.Value, Identify(vision, frame, enrolled, settings.Access));
            output.Write(answer, AnswerJson.Default.IdentifyAnswer, console => Print(console, answer, settings.Access));
            return Task.FromResult(answer.Faces.Any(face => face.Match) ? ExitCodes.Success : ExitCodes.Negative);
        });
        return command;
    }

    private static EnrolledGallery Load(DoorFaceSettings settings, PictureVision vision, TimeProvider time)
    {
        using var owner = StateOwner.ActAs(settings.Storage);
        using var store = settings.Storage.OpenStore();
        new OfflineAudit(settings.Storage, time, Output.Note).Look("identify", PeerIdentity.Own);
        return EnrolledGallery.Load(store, vision.Embedder, settings.Identification.FalsePositiveRate);
    }

    private static IdentifiedFace[] Identify(PictureVision vision, Frame frame, EnrolledGallery enrolled, AccessRules rules)
    {
        vision.Analyzer.Detect(frame, vision.Analysis);
        var faces = new List<IdentifiedFace>();
        for (var i = 0; i < vision.Analysis.FaceCount; i++)
        {
            if (vision.Analyzer.Describe(frame, vision.Analysis, i))
            {
                faces.Add(Describe(vision, enrolled, rules));
            }
        }

        return [.. faces];
    }

    private static IdentifiedFace Describe(PictureVision vision, EnrolledGallery enrolled, AccessRules rules)
    {
        var seen = vision.Analysis.Observation;
        var times = vision.Analysis.Timings;
        var candidate = enrolled.Gallery.Search(vision.Analysis.Embedding);
        return new IdentifiedFace(
            [seen.Box.Left, seen.Box.Top, seen.Box.Width, seen.Box.Height],
            seen.DetectionScore,
            seen.Frontality,
            seen.Uprightness,
            seen.Roll,
            seen.LivenessScore,
            seen.Covering,
            candidate is { } found ? enrolled.Names[found.Subject] : null,
            candidate?.Score.Value,
            candidate?.Score >= enrolled.OperatingPoint.Threshold && seen.Uprightness >= rules.MinimumUprightness && seen.Covering <= rules.MaximumCovering,
            new StageMilliseconds(
                times.Detector.TotalMilliseconds, times.Landmarks.TotalMilliseconds, times.Embedder.TotalMilliseconds, times.Liveness.TotalMilliseconds));
    }

    private static void Print(IAnsiConsole console, IdentifyAnswer answer, AccessRules rules)
    {
        if (answer.Faces.Length == 0)
        {
            console.MarkupLineInterpolated($"{answer.Image}: no face.");
            return;
        }

        var table = new Table().AddColumns("Face", "Candidate", "Score", "Threshold", "Match", "Live", "Frontal", "Upright", "Covered");
        foreach (var face in answer.Faces)
        {
            table.AddRow(
                Row($"{face.Box[2]:0}x{face.Box[3]:0} at {face.Box[0]:0},{face.Box[1]:0}"),
                Markup.Escape(face.Candidate ?? "nobody is enrolled"),
                Row($"{face.Score:0.000}"),
                Row($"{answer.Threshold:0.000}"),
                face.Match ? "[green]yes[/]" : "no",
                Row($"{face.Liveness:0.00}"),
                Row($"{face.Frontality:0.00}"),
                Row($"{face.Uprightness:0.00}"),
                Row($"{face.Covering:0.00}"));
        }

        var last = answer.Faces[^1].Milliseconds;
        console.Write(table);
        if (answer.Faces.Any(face => !(face.Uprightness >= rules.MinimumUprightness)))
        {
            console.WriteLine(Row($"A face with less than {rules.MinimumUprightness:0.00} upright is turned in the picture: the door refuses it, and its score says nothing."));
        }

        if (answer.Faces.Any(face => !(face.Covering <= rules.MaximumCovering)))
        {
            console.WriteLine(Row($"A face with more than {rules.MaximumCovering:0.00} covered has something over mouth and nose: the door refuses it."));
        }

        console.WriteLine(Row(
            $"ms: detector {last.Detector:0.0}; last face: landmarks {last.Landmarks:0.0}, embedder {last.Embedder:0.0}, liveness {last.Liveness:0.0}"));
    }

    private static string Row(FormattableString text) => FormattableString.Invariant(text);
}
