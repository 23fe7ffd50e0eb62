using DoorFace.ModelBuilder;
using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Comparison;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Recipes;
using DoorFace.Vision.Models;
var role = Enum.Parse<ModelRole>(args[1], true);
var catalog = ModelCatalog.Load("models/models.json", ".cache/models");
if (args[0] == "c")
{
    var inputs = CalibrationSet.Make(catalog, role, args[4], int.Parse(args[5]), 77);
    using var a = new ModelRun(OnnxFile.Read(args[2]));
    using var b = new ModelRun(OnnxFile.Read(args[3]), "/tmp/bld/opt.onnx");
    foreach (var o in OutputDifference.Measure(a, b, inputs)) Console.WriteLine(o);
    var s = SpeedPair.Measure(a, b, inputs, 300);
    Console.WriteLine($"{s.First.TotalMilliseconds:0.000} {s.Second.TotalMilliseconds:0.000} {s.Ratio:0.00}");
    var g = new DoorFace.ModelBuilder.Graph.ModelGraph(OnnxFile.Read("/tmp/bld/opt.onnx"));
    Console.WriteLine(string.Join(" ", g.Nodes.GroupBy(n => n.OpType).Select(x => x.Key + ":" + x.Count())));
    return;
}
var recipe = Recipe.Read(args[2]);
var set = recipe.Quantize.Count == 0 ? [] : CalibrationSet.Make(catalog, role, ".cache/photos", 220, 1);
OnnxFile.Write(ModelQuantizer.Make(OnnxFile.Read(args[3]), recipe, set), args[4]);
Console.WriteLine($"{new FileInfo(args[4]).Length} bytes");
