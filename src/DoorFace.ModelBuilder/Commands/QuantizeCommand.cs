using System.CommandLine;
using System.Security.Cryptography;
using DoorFace.ModelBuilder.Building;
using DoorFace.ModelBuilder.Calibration;
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
        var calibration = new Option<FileInfo?>("--calibration") { Description = "The record that 'calibrate' wrote; not needed when the recipe quantizes nothing.", HelpName = "FILE" };
        var command = new Command("quantize", "Make a model faster by a recipe.") { source, recipe, calibration, output };
        command.SetAction((parsed, _, _) =>
        {
            var model = OnnxFile.Read(parsed.GetRequiredValue(source).FullName);
            var how = Recipe.Read(parsed.GetRequiredValue(recipe).FullName);
            var record = parsed.GetValue(calibration) is { } file ? CalibrationRecord.Read(file.FullName) : null;
            var made = ModelQuantizer.Make(model, how, record);
            var path = parsed.GetRequiredValue(output).FullName;
            OnnxFile.Write(made, path);
            var bytes = File.ReadAllBytes(path);
            parsed.InvocationConfiguration.Output.WriteLine($"{Convert.ToHexStringLower(SHA256.HashData(bytes))} {bytes.Length,9} bytes  {Path.GetFileName(path)}");
        });
        return command;
    }
}
