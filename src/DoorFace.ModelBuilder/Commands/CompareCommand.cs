using System.CommandLine;
using System.Globalization;
using DoorFace.ModelBuilder.Comparison;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using Spectre.Console;

namespace DoorFace.ModelBuilder.Commands;

/// <summary>
/// <c>doorface-models compare A B</c>: how far a model is from its original, and how much faster. What that means at the door
/// <c>doorface-lab eval</c> measures.
/// </summary>
internal static class CompareCommand
{
    // Running every tensor of a model unoptimized is slow, and the errors hardly vary.
    private const int InputsForTensors = 10;

    public static Command Create()
    {
        var first = new Argument<FileInfo>("A") { Description = "The original." };
        var second = new Argument<FileInfo>("B") { Description = "The model made from it." };
        var runs = new Option<int>("--runs") { Description = "Timed runs of each, in turns.", DefaultValueFactory = _ => 200 };
        var tensors = new Option<bool>("--tensors") { Description = "Show the error of each tensor inside." };
        var calibration = new CalibrationOptions();
        var command = new Command("compare", "Show how two models differ in results, size and speed.") { first, second, runs, tensors };
        calibration.AddTo(command);
        command.SetAction((parsed, console, cancellation) =>
        {
            var (a, b) = (parsed.GetRequiredValue(first).FullName, parsed.GetRequiredValue(second).FullName);
            var (original, made) = (OnnxFile.Read(a), OnnxFile.Read(b));
            var inputs = calibration.Make(parsed, console, cancellation);
            using var firstRun = new ModelRun(original);
            using var secondRun = new ModelRun(made);
            WriteOutputs(console, OutputDifference.Measure(firstRun, secondRun, inputs));
            if (parsed.GetValue(tensors))
            {
                WriteTensors(console, TensorDifference.Measure(new ModelGraph(original), new ModelGraph(made), [.. inputs.Take(InputsForTensors)]));
            }

            console.WriteLine(Text($"size  {new FileInfo(a).Length,11:N0} -> {new FileInfo(b).Length,11:N0} bytes"));
            var speed = SpeedPair.Measure(firstRun, secondRun, inputs, Math.Max(1, parsed.GetValue(runs)));
            console.WriteLine(Text($"speed {speed.First.TotalMilliseconds,8:0.000} -> {speed.Second.TotalMilliseconds,8:0.000} ms, {speed.Ratio:0.00} times as fast (one thread, medians)"));
        });
        return command;
    }

    private static void WriteOutputs(IAnsiConsole console, IReadOnlyList<OutputDifference> differences)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("Output", "Largest error", "Mean cosine", "Least cosine");
        foreach (var d in differences)
        {
            table.AddRow(Markup.Escape(d.Output), Text($"{d.LargestError:0.0E0}"), Text($"{d.MeanCosine:0.00000}"), Text($"{d.LeastCosine:0.00000}"));
        }

        console.Write(table);
    }

    private static void WriteTensors(IAnsiConsole console, IReadOnlyList<TensorDifference> differences)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("Tensor", "Relative error");
        foreach (var d in differences)
        {
            table.AddRow(Markup.Escape(d.Tensor), Text($"{d.RelativeError * 100:0.000} %"));
        }

        console.Write(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
