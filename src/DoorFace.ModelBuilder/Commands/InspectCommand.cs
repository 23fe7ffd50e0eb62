using System.CommandLine;
using System.Globalization;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using Spectre.Console;

namespace DoorFace.ModelBuilder.Commands;

/// <summary><c>doorface-models inspect MODEL</c>: what a model file holds.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var source = new Argument<FileInfo>("MODEL") { Description = "An ONNX file." };
        var nodes = new Option<bool>("--nodes") { Description = "List every node by name." };
        var command = new Command("inspect", "Show what a model holds.") { source, nodes };
        command.SetAction((parsed, console, _) =>
        {
            var graph = new ModelGraph(OnnxFile.Read(parsed.GetRequiredValue(source).FullName));
            Summarize(graph, console);
            if (parsed.GetValue(nodes))
            {
                foreach (var node in graph.Nodes)
                {
                    console.WriteLine($"{node.OpType} {node.Name}: {string.Join(", ", node.Input.Where(i => !graph.IsConstant(i)))} -> {string.Join(", ", node.Output)}");
                }
            }
        });
        return command;
    }

    private static void Summarize(ModelGraph graph, IAnsiConsole console)
    {
        var model = graph.Model;
        console.WriteLine($"operator set {string.Join(", ", model.OpsetImport.Select(o => $"{(o.Domain.Length == 0 ? "standard" : o.Domain)} {o.Version}"))}, file format {model.IrVersion}, made by {model.ProducerName} {model.ProducerVersion}");
        foreach (var input in model.Graph.Input.Where(i => graph.Inputs.Contains(i.Name)))
        {
            console.WriteLine($"input  {Describe(input)}");
        }

        foreach (var output in model.Graph.Output)
        {
            console.WriteLine($"output {Describe(output)}");
        }

        foreach (var type in model.Graph.Initializer.GroupBy(t => t.DataType).OrderBy(g => g.Key))
        {
            var values = type.Sum(t => t.Dims.Aggregate(1L, (product, d) => product * d));
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"constants: {values:N0} values of {TensorCodec.TypeName(type.Key)} in {type.Count()} tensors"));
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("Operator", "Nodes");
        foreach (var operation in graph.Nodes.GroupBy(n => n.OpType).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            table.AddRow(Markup.Escape(operation.Key), operation.Count().ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    private static string Describe(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        var shape = tensor?.Shape?.Dim.Select(d => d.HasDimValue ? d.DimValue.ToString(CultureInfo.InvariantCulture) : "?") ?? [];
        return $"{value.Name}: {TensorCodec.TypeName(tensor?.ElemType ?? 0)} [{string.Join(", ", shape)}]";
    }
}
