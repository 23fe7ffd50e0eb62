using DoorFace.ModelBuilder.Onnx;

namespace DoorFace.ModelBuilder.Graph;

/// <summary>
/// Tensors whose channels belong together because nodes that treat each channel by itself stand between them, and that convolutions alone
/// make and read: such channels can be scaled, or more of them added, without a change to what the model computes.
/// </summary>
/// <param name="Tensors">In no particular order.</param>
/// <param name="Inner">The nodes between them.</param>
/// <param name="Writers">The convolutions that make them.</param>
/// <param name="Readers">The convolutions that read them.</param>
internal sealed record ChannelGroup(
    IReadOnlyList<string> Tensors, IReadOnlyList<NodeProto> Inner, IReadOnlyList<NodeProto> Writers, IReadOnlyList<NodeProto> Readers)
{
    /// <summary>All groups of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isInner">Which nodes treat each channel by itself.</param>
    public static IReadOnlyList<ChannelGroup> Of(ModelGraph graph, Func<NodeProto, bool> isInner)
    {
        var search = new Search(graph, isInner);
        return [.. graph.Nodes.Where(n => n.OpType == "Conv").Select(n => search.From(n.Output[0])).OfType<ChannelGroup>()];
    }

    private sealed class Search(ModelGraph graph, Func<NodeProto, bool> isInner)
    {
        private readonly HashSet<string> _seen = [];

        /// <returns>Null when the tensor was in an earlier group, or something other than a convolution makes or reads its group.</returns>
        public ChannelGroup? From(string start)
        {
            var tensors = new List<string>();
            var inner = new List<NodeProto>();
            var writers = new List<NodeProto>();
            var readers = new List<NodeProto>();
            var closed = !_seen.Contains(start);
            var open = new Stack<string>([start]);
            while (open.TryPop(out var tensor))
            {
                if (!_seen.Add(tensor))
                {
                    continue;
                }

                tensors.Add(tensor);
                var producer = graph.Producer(tensor);
                closed &= producer is not null && !graph.IsOutput(tensor);
                if (producer is not null)
                {
                    closed &= Sort(producer, writers);
                }

                foreach (var consumer in graph.Consumers(tensor))
                {
                    closed &= Sort(consumer, readers) && (consumer.OpType != "Conv" || consumer.Input[0] == tensor);
                }
            }

            return closed ? new ChannelGroup(tensors, inner, writers, readers) : null;

            bool Sort(NodeProto node, List<NodeProto> edge)
            {
                var list = isInner(node) ? inner : edge;
                if (!list.Contains(node))
                {
                    list.Add(node);
                    if (list == inner)
                    {
                        open.Push(node.Output[0]);
                        node.Input.Where(i => !graph.IsConstant(i)).ToList().ForEach(open.Push);
                    }
                }

                return list == inner || node.OpType == "Conv";
            }
        }
    }
}
