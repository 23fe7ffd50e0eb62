using System.CommandLine;
using System.Security.Cryptography;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Recipes;

namespace DoorFace.ModelBuilder.Commands;

/// <summary><c>doorface-models quantize MODEL</c>: makes a model by a recipe.</summary>
internal static class QuantizeCommand
{
    public static Command Create()
    {
        var source = new Argument<FileInfo>("MODEL") { Description = "The float model." };
        var recipe = new Option<FileInfo>("--recipe") { Description = "How: a JSON file, see src/DoorFace.ModelBuilder/Recipes.", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo>("--out") { Description = "The model to write.", Required = true, HelpName = "FILE" };
        var calibration = new CalibrationOptions();
        var command = new Command("quantize", "Make a model faster by a recipe.") { source, recipe, output };
        calibration.AddTo(command);
        command.SetAction((parsed, console, cancellation) =>
        {
            var model = OnnxFile.Read(parsed.GetRequiredValue(source).FullName);
            var how = Recipe.Read(parsed.GetRequiredValue(recipe).FullName);
            var inputs = how.Quantize.Count == 0 ? [] : calibration.Make(parsed, console, cancellation);
            var made = console.WithProgress("Running the model", progress => ModelQuantizer.Make(model, how, inputs, progress, cancellation));
            var path = parsed.GetRequiredValue(output).FullName;
            OnnxFile.Write(made, path);
            var bytes = File.ReadAllBytes(path);
            parsed.InvocationConfiguration.Output.WriteLine($"{Convert.ToHexStringLower(SHA256.HashData(bytes))} {bytes.Length,9} bytes  {Path.GetFileName(path)}");
        });
        return command;
    }
}
