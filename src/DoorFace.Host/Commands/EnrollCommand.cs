using System.CommandLine;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Gallery;
using DoorFace.Host.Settings;
using DoorFace.Host.Sockets;
using DoorFace.Host.State;
using DoorFace.Storage;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface enroll NAME</c>: a resident at the door, guided; or with <c>--from IMAGES...</c> from pictures, all or nothing.</summary>
internal static class EnrollCommand
{
    public static Command Create(TimeProvider time)
    {
        var name = new Argument<string>("NAME") { Description = "The resident's name." };
        var from = new Option<FileInfo[]>("--from")
        {
            Description = "Pictures of the resident, one face in each, or folders of them. Several that differ make the door surer.",
            HelpName = "IMAGES",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var noAdmin = new Option<bool>("--no-admin") { Description = "Not as administrator, which the first resident becomes otherwise; refused while there would be none." };
        var command = new Command("enroll", "Enrolls a resident who stands at the door; or from pictures, by which you state that they have agreed to it.") { name, from, noAdmin };
        command.SetAction((parsed, output, cancellation) =>
        {
            var settings = GlobalOptions.ReadSettings(parsed);
            if (parsed.GetValue(from) is not { Length: > 0 } files)
            {
                return Task.FromResult(GuidedEnrollment.Run(settings, parsed.GetRequiredValue(name), parsed.GetValue(noAdmin), output, time, cancellation));
            }

            var pictures = GivenFiles.Pictures(files);
            if (parsed.GetValue(noAdmin) && !HasAdministrator(settings, time))
            {
                Output.Error(EnrollmentHandlers.NoAdministratorRefused);
                return Task.FromResult(ExitCodes.Usage);
            }

            using var vision = new PictureVision(settings);
            var captures = pictures.Select(file => Capture(vision, file)).ToList();
            var samePerson = OperatingPoint.For(vision.Embedder.ImpostorScores, OperatingPoint.ViewFalseMatchRate, 1).Threshold;
            var refused = settings.Enrollment.Check(captures, samePerson);
            Resident? resident = null;
            if (refused.Count == 0)
            {
                using var owner = StateOwner.ActAs(settings.Storage);
                RequireNoDoubt(settings);
                using var store = settings.Storage.OpenStore();
                var audit = new OfflineAudit(settings.Storage, time, Output.Note);
                audit.Require();
                var references = captures.Select(capture => new NewReference(vision.Embedder.Hash, capture.Template!)).ToList();
                var now = time.GetUtcNow();
                var consent = new Consent(now, settings.Storage.PresentBoot(), settings.Consent.TextVersion, $"stated by {PeerIdentity.Own}");
                Flag(EnrolledGallery.Load(store, vision.Embedder, settings.Identification.FalsePositiveRate), references, settings.Enrollment);
                resident = store.Add(parsed.GetRequiredValue(name), references, now, consent, administrator: null, settings.Identification.MostResidents);
                audit.Write(new AuditEvent(AuditKind.ResidentEnrolled, $"{PeerIdentity.Own}, {references.Count} references from pictures", resident.Id));
                if (resident.IsAdministrator)
                {
                    audit.Write(new AuditEvent(AuditKind.AdministratorAppointed, $"{PeerIdentity.Own}, none of the residents was", resident.Id));
                }
            }

            return Task.FromResult(Report(output, parsed.GetRequiredValue(name), captures.Count, refused, settings.Consent.TextVersion, resident?.IsAdministrator ?? false));
        });
        return command;
    }

    private static bool HasAdministrator(DoorFaceSettings settings, TimeProvider time)
    {
        using var store = settings.Storage.OpenStore();
        return store.Household(time.GetUtcNow()) == Household.Administered;
    }

    /// <exception cref="StorageException">A part of the unit's state is missing, older or another unit's: who is the first resident then?</exception>
    private static void RequireNoDoubt(DoorFaceSettings settings)
    {
        if (new UnitState(settings).Review(out _) is { Count: > 0 } doubts)
        {
            throw new StorageException(StorageFault.StateInDoubt, $"Nobody is enrolled. {string.Join(' ', doubts)} {StateWays.Out}");
        }
    }

    /// <summary>Says so when somebody is enrolled already, or hard to tell from them: an operator may have reasons.</summary>
    private static void Flag(EnrolledGallery enrolled, List<NewReference> references, EnrollmentRules rules)
    {
        if (enrolled.Gallery.Search(Embedding.Fuse([.. references.Select(reference => reference.Template)]).Values) is { } nearest
            && rules.Compare(nearest.Score, enrolled.OperatingPoint.Threshold) is not Resemblance.Distinct and var resemblance)
        {
            var other = enrolled.Names[nearest.Subject];
            Output.Note(resemblance == Resemblance.SameResident
                ? $"This is the face of '{other}', who is enrolled already (score {nearest.Score}): remove one of the two."
                : $"The door might take this face for '{other}' (score {nearest.Score}, it should be below {enrolled.OperatingPoint.Threshold.Value - rules.SimilarityMargin:0.000}).");
        }
    }

    private static Capture Capture(PictureVision vision, FileInfo file)
    {
        using var frame = vision.Read(file);
        vision.Analyzer.Analyze(frame, vision.Analysis);
        return vision.Analysis.DescribedFace < 0
            ? new Capture(file.Name, 0, default, CaptureQuality.None, null)
            : new Capture(
                file.Name,
                vision.Analysis.FaceCount,
                vision.Analysis.Observation,
                vision.Analyzer.Measure(frame, vision.Analysis),
                Embedding.FromVector(vision.Analysis.Embedding));
    }

    private static int Report(Output output, string name, int captures, IReadOnlyList<RefusedCapture> refused, string consentVersion, bool administrator)
    {
        var pictures = refused.Select(r => new RefusedPicture(r.Capture.Name, r.Fault.Reason, $"{r.Capture.Name}: {CaptureAdvice.For(r.Fault)}")).ToArray();
        var answer = new EnrollAnswer(refused.Count == 0, name, refused.Count == 0 ? captures : 0, pictures);
        output.Write(answer, AnswerJson.Default.EnrollAnswer, console =>
        {
            if (answer.Enrolled)
            {
                console.MarkupLineInterpolated($"[green]{name} is enrolled[/] with {captures} reference(s).");
                if (administrator)
                {
                    console.MarkupLineInterpolated($"{name} is administrator: their face allows enrollments by the button.");
                }

                console.MarkupLineInterpolated($"You state that {name} has agreed to it (text of consent, version {consentVersion}).");
            }
        });
        foreach (var picture in pictures)
        {
            Output.Error(picture.Message);
        }

        return answer.Enrolled ? ExitCodes.Success : ExitCodes.Negative;
    }
}
