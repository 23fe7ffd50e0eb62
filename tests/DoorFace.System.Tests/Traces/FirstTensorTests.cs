using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.SystemTests.Traces;

/// <summary>What is sought as a quantized crop is what ONNX Runtime makes of one: in the running service it lives too shortly to be met at will.</summary>
public sealed class FirstTensorTests
{
    [Theory]
    [InlineData(ModelRole.Landmarks)]
    [InlineData(ModelRole.Embedder)]
    public void The_bytes_of_a_crop_are_those_that_the_model_makes_of_it(ModelRole role)
    {
        var file = Path.Combine(RepositoryFiles.ModelDirectory, ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory)[role].File);
        var parameters = FirstTensor.Of(file)!.Value;
        var graph = new ModelGraph(OnnxFile.Read(file));
        var first = graph.Nodes.Single(node => node.OpType == "QuantizeLinear" && node.Input[0] == graph.Inputs[0]).Output[0];
        using var runner = new GraphRunner(graph, [first]);
        var random = new Random(5);
        // Beyond both ends of what a byte can say, too.
        var crop = Enumerable.Range(0, (int)runner.InputShape.Aggregate(1L, (product, side) => product * side))
            .Select(_ => ((random.NextSingle() * 400) - 70 - parameters.ZeroPoint) * parameters.Scale).ToArray();

        using var values = runner.Run(crop);

        Assert.Equal(Array.ConvertAll(crop, parameters.Quantize), values[0].GetTensorDataAsSpan<byte>().ToArray());
    }
}
