using System.CommandLine;
using DoorFace.ModelBuilder.Building;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Recipes;

namespace DoorFace.ModelBuilder.Commands;

/// <summary><c>doorface-models calibrate MODEL</c>: finds on photographs what quantizing a model needs to know, and keeps it in a file.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var source = new Argument<FileInfo>("MODEL") { Description = "The float model." };
        var recipe = new Option<FileInfo>("--recipe") { Description = "How it will be quantized: a JSON file, see src/DoorFace.ModelBuilder/Recipes.", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo>("--out") { Description = "The calibration record to write, for 'quantize'.", Required = true, HelpName = "FILE" };
        var options = new CalibrationOptions();
        var command = new Command("calibrate", "Find the ranges of a model's tensors on photographs.") { source, recipe, output };
        options.AddTo(command);
        command.SetAction((parsed, console, cancellation) =>
        {
            var model = OnnxFile.Read(parsed.GetRequiredValue(source).FullName);
            var how = Recipe.Read(parsed.GetRequiredValue(recipe).FullName);
            var inputs = options.Make(parsed, console, cancellation);
            var record = console.WithProgress("Running the model", progress => Calibrator.Calibrate(model, how, inputs, progress, cancellation));
            var path = parsed.GetRequiredValue(output).FullName;
            record.Write(path);
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{record.Ranges.Count} ranges, {record.Factors.Values.Sum(f => f.Length)} factors from {inputs.Count} pictures  {Path.GetFileName(path)}");
        });
        return command;
    }
}
