using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Graph;

/// <summary>
/// A model's graph to look around in and to edit. It looks everything up afresh: models have hundreds of nodes, not millions, and
/// there is nothing to fall out of step.
/// </summary>
internal sealed class ModelGraph(ModelProto model)
{
    public ModelProto Model => model;

    /// <summary>The nodes, each after those that make its inputs.</summary>
    public IList<NodeProto> Nodes => model.Graph.Node;

    /// <summary>The version of the standard operators.</summary>
    public long Opset => model.OpsetImport.Single(set => set.Domain.Length == 0).Version;

    /// <summary>The names of the tensors that a caller gives; old files list their weights among them, here they are left out.</summary>
    public IReadOnlyList<string> Inputs => [.. model.Graph.Input.Select(i => i.Name).Where(name => !IsConstant(name))];

    public IReadOnlyList<string> Outputs => [.. model.Graph.Output.Select(o => o.Name)];

    /// <summary>A copy to edit.</summary>
    public ModelGraph Clone() => new(model.Clone());

    public bool IsConstant(string tensor) => Constant(tensor) is not null;

    public bool IsOutput(string tensor) => model.Graph.Output.Any(o => o.Name == tensor);

    /// <summary>The node that makes a tensor; null for a graph input, a constant and an input left out.</summary>
    public NodeProto? Producer(string tensor) => tensor.Length == 0 ? null : Nodes.FirstOrDefault(n => n.Output.Contains(tensor));

    public IReadOnlyList<NodeProto> Consumers(string tensor) => [.. Nodes.Where(n => n.Input.Contains(tensor))];

    /// <summary>The only node that reads a tensor; null when there are none or several, or the tensor is an output of the graph.</summary>
    public NodeProto? OnlyConsumer(string tensor)
    {
        var consumers = Consumers(tensor);
        return consumers.Count == 1 && !IsOutput(tensor) ? consumers[0] : null;
    }

    /// <exception cref="ModelBuildException">It is no constant, or not of 32-bit floats.</exception>
    public Tensor<float> Floats(string tensor) => TensorCodec.Floats(RequiredConstant(tensor));

    /// <exception cref="ModelBuildException">It is no constant, or not of 64-bit integers.</exception>
    public Tensor<long> Integers(string tensor) => TensorCodec.Integers(RequiredConstant(tensor));

    /// <summary>Sets or adds a constant.</summary>
    public string Set<T>(string name, Tensor<T> tensor)
        where T : unmanaged
    {
        Set(TensorCodec.Encode(name, tensor));
        return name;
    }

    /// <summary>Sets or adds a constant.</summary>
    public void Set(TensorProto tensor)
    {
        var all = model.Graph.Initializer;
        var index = all.ToList().FindIndex(t => t.Name == tensor.Name);
        if (index < 0)
        {
            all.Add(tensor);
        }
        else
        {
            all[index] = tensor;
        }
    }

    /// <summary>Puts nodes in a node's place.</summary>
    public void Replace(NodeProto node, params IEnumerable<NodeProto> nodes)
    {
        // By identity: two nodes may look alike.
        var index = Nodes.Index().First(n => ReferenceEquals(n.Item, node)).Index;
        Nodes.RemoveAt(index);
        foreach (var added in nodes)
        {
            Nodes.Insert(index++, added);
        }
    }

    /// <summary>Puts all nodes anew.</summary>
    public void ReplaceAll(IReadOnlyList<NodeProto> nodes)
    {
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(nodes);
    }

    /// <summary>Stops with the node and the reason.</summary>
    public static ModelBuildException Unsupported(NodeProto node, string reason) => new($"{node.Describe()}: {reason}");

    private TensorProto? Constant(string tensor) => model.Graph.Initializer.FirstOrDefault(t => t.Name == tensor);

    private TensorProto RequiredConstant(string tensor) =>
        Constant(tensor) ?? throw new ModelBuildException($"Tensor '{tensor}' must be a constant of the model; export it with its weights inside.");
}
