using System.CommandLine;
using System.Globalization;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Captures;
using DoorFace.Evaluation.Comparisons;
using DoorFace.Evaluation.Covers;
using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Turns;
using DoorFace.Evaluation.Unlinkability;
using DoorFace.Host.Commands;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Vision;
using Spectre.Console;

namespace DoorFace.Evaluation.Commands;

/// <summary><c>doorface-lab eval FOLDER</c>: how often the models confuse people, measured on a folder of pictures.</summary>
public static class EvalCommand
{
    private static readonly Argument<string> Folder = new("FOLDER") { Description = "A folder that holds one folder of images for each person." };
    private static readonly Option<int> MaxPerPerson = Number("--max-per-person", 6, 2, EvaluationOptions.MostPerPerson, "Images used of one person, the first by name.");
    private static readonly Option<int> References = Number("--references", 1, 1, EvaluationOptions.MostPerPerson - 1, "Images fused into one reference.");
    private static readonly Option<int> Probes = Number("--probes", 1, 1, EvaluationOptions.MostPerPerson - 1, "Images fused into one probe.");
    private static readonly Option<int> Seed = Number("--seed", 1, 0, int.MaxValue, "Starts the random draws; the same seed gives the same figures.");
    private static readonly Option<FileInfo?> Models = new("--models")
    {
        Description = "Another model manifest; short for --set Models:Manifest=FILE.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Det = new("--det") { HelpName = "PNG", Description = "Write a DET curve to this PNG file." };
    private static readonly Option<bool> ImpostorScores = new("--impostor-scores") { Description = "Write the embedder's impostor scores for the model manifest, as JSON." };

    private static readonly Option<bool> CaptureQuality = new("--capture-quality")
    {
        Description = "Instead: measure the pictures as captures for enrollment, as they are and spoiled on purpose, and what the rules refuse.",
    };

    private static readonly Option<string?> Turn = new("--turn")
    {
        HelpName = "DEGREES",
        Description = "Instead: turn the pictures, by one angle, several with commas between, or 'all' for every 15 degrees: how many faces count as upright, and whether strangers match.",
    };

    private static readonly Option<bool> Unlinkable = new("--unlinkability")
    {
        Description = "Instead: measure whether templates of two units can be linked (D_sys), and whether those of one compare as their features do.",
    };

    private static readonly Option<bool> Covers = new("--covers")
    {
        Description = "Instead: measure what the door and the enrollment say to covers drawn over mouth and nose, eyes and brow, and to uncovered faces.",
    };

    private static readonly Option<FileInfo?> SetCovers = new("--set-covers")
    {
        Description = "Instead: set the measure of covers over mouth and nose on the pictures, and write its weights to this file.",
        HelpName = "FILE",
        Hidden = true,
    };

    /// <summary>The command; it writes to the invocation's output and error writers.</summary>
    public static Command Create()
    {
        var command = new Command("eval", "Measure how often the models confuse people, on a folder of pictures.")
        {
            Folder, MaxPerPerson, References, Probes, Seed, Models, Det, ImpostorScores, CaptureQuality, Unlinkable, Turn, Covers, SetCovers,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(GlobalOptions.Json) && result.GetValue(ImpostorScores))
            {
                result.AddError("Give either --json or --impostor-scores, not both.");
            }

            if (result.GetValue(CaptureQuality) && (result.GetValue(GlobalOptions.Json) || result.GetValue(ImpostorScores) || result.GetValue(Det) is not null))
            {
                result.AddError("Give --capture-quality without --json, --impostor-scores and --det.");
            }

            if (result.GetValue(Unlinkable) && (result.GetValue(CaptureQuality) || result.GetValue(ImpostorScores) || result.GetValue(Det) is not null))
            {
                result.AddError("Give --unlinkability without --capture-quality, --impostor-scores and --det.");
            }

            if (result.GetValue(Turn) is { } turns && Angles(turns).Count == 0)
            {
                result.AddError($"--turn is '{turns}'; give angles from -360 to 360 with commas between, or 'all'.");
            }

            if (result.GetValue(Turn) is not null
                && (result.GetValue(CaptureQuality) || result.GetValue(Unlinkable) || result.GetValue(GlobalOptions.Json) || result.GetValue(ImpostorScores) || result.GetValue(Det) is not null))
            {
                result.AddError("Give --turn without --capture-quality, --unlinkability, --json, --impostor-scores and --det.");
            }
        });
        command.SetAction((parsed, _, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new EvaluationOptions
        {
            Folder = parsed.GetRequiredValue(Folder),
            MaxPerPerson = parsed.GetValue(MaxPerPerson),
            References = parsed.GetValue(References),
            Probes = parsed.GetValue(Probes),
            Seed = parsed.GetValue(Seed),
        };
        options.Validate();
        var data = DatasetReader.Read(options.Folder, options.MaxPerPerson);
        var settings = SettingsOf(parsed);
        using var vision = new PictureVision(settings, measuring: parsed.GetValue(Turn) is null);
        if (parsed.GetValue(Turn) is { } turns)
        {
            var threshold = OperatingPoint.For(vision.Embedder.ImpostorScores, settings.Identification.FalsePositiveRate, gallerySize: 1).Threshold;
            var survey = new TurnSurvey(new ImageDecoder(), vision.Analyzer, new AccessPolicy(settings.Access), threshold);
            var figures = LabConsole.WithProgress(parsed.InvocationConfiguration.Error, progress => survey.Measure(data, Angles(turns), progress, cancellation));
            TurnConsole.Write(LabConsole.On(parsed.InvocationConfiguration.Output), data.Name, threshold, figures);
            return ExitCodes.Success;
        }

        if (parsed.GetValue(CaptureQuality))
        {
            var survey = new CaptureSurvey(new ImageDecoder(), vision.Analyzer, settings.Enrollment);
            var captures = LabConsole.WithProgress(parsed.InvocationConfiguration.Error, progress => survey.Measure(data, progress, cancellation));
            CaptureConsole.Write(LabConsole.On(parsed.InvocationConfiguration.Output), data.Name, settings.Enrollment, captures);
            return ExitCodes.Success;
        }

        if (parsed.GetValue(Covers))
        {
            var survey = new CoverSurvey(new ImageDecoder(), vision.Analyzer, settings.Enrollment, new AccessPolicy(settings.Access));
            var findings = LabConsole.WithProgress(parsed.InvocationConfiguration.Error, progress => survey.Measure(data, progress, cancellation));
            var threshold = OperatingPoint.For(vision.Embedder.ImpostorScores, settings.Identification.FalsePositiveRate, 1).Threshold;
            CoverConsole.Write(LabConsole.On(parsed.InvocationConfiguration.Output), data.Name, findings, threshold);
            return ExitCodes.Success;
        }

        if (parsed.GetValue(SetCovers) is { } weights)
        {
            var trainer = new CoverTrainer(new ImageDecoder(), vision.Analyzer);
            File.WriteAllText(
                weights.FullName,
                LabConsole.WithProgress(parsed.InvocationConfiguration.Error, progress => trainer.Train(data, progress, cancellation)).Serialize());
            return ExitCodes.Success;
        }

        var evaluator = new Evaluator(new ImageDecoder(), vision.Analyzer);
        var embedded = LabConsole.WithProgress(parsed.InvocationConfiguration.Error, progress => evaluator.Embed(data, progress, cancellation));
        if (parsed.GetValue(Unlinkable))
        {
            return WriteUnlinkability(parsed, UnlinkabilityReport.Measure(embedded, options.Seed, cancellation));
        }

        var report = EvaluationReport.Measure(embedded, options);
        if (parsed.GetValue(Det) is { } path)
        {
            WriteDet(path, report);
        }

        Write(parsed, report);
        return ExitCodes.Success;
    }

    // None when the text is no list of angles.
    private static List<double> Angles(string text)
    {
        if (text == "all")
        {
            return [.. Enumerable.Range(0, 24).Select(i => 15.0 * i)];
        }

        var angles = text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var angle) ? angle : double.NaN).ToList();
        return angles.TrueForAll(angle => angle is >= -360 and <= 360) ? angles : [];
    }

    private static DoorFaceSettings SettingsOf(ParseResult parsed)
    {
        var settings = GlobalOptions.ReadSettings(parsed);
        return parsed.GetValue(Models) is { } manifest ? settings with { Models = settings.Models with { Manifest = manifest.FullName } } : settings;
    }

    private static void Write(ParseResult parsed, EvaluationReport report)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(GlobalOptions.Json))
        {
            output.WriteLine(EvaluationJson.Serialize(report));
        }
        else if (parsed.GetValue(ImpostorScores))
        {
            output.WriteLine(ImpostorScoreTable.From(report).Serialize());
        }
        else
        {
            EvaluationConsole.Write(LabConsole.On(output), report);
        }
    }

    private static int WriteUnlinkability(ParseResult parsed, UnlinkabilityReport report)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(GlobalOptions.Json))
        {
            output.WriteLine(UnlinkabilityConsole.Serialize(report));
        }
        else
        {
            UnlinkabilityConsole.Write(LabConsole.On(output), report);
        }

        return report.IsMet ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static void WriteDet(string path, EvaluationReport report)
    {
        var results = report.Baseline is { } baseline ? new[] { report.Result, baseline } : [report.Result];
        var png = DetPlot.Draw($"{report.Data.Name}, embedder {report.Data.Embedder.Prefix}", [.. results.Select(DetCurve.Of)]);
        try
        {
            File.WriteAllBytes(path, png);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"The DET curve cannot be written to '{path}': {e.Message}");
        }
    }

    private static Option<int> Number(string name, int standard, int least, int most, string description)
    {
        var option = new Option<int>(name) { Description = $"{description} {least} to {most}.", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError($"{name} is {value}; it must be {least} to {most}.");
            }
        });
        return option;
    }
}
