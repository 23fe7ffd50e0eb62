using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Passes;
using DoorFace.ModelBuilder.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.ModelBuilder.Tests.Passes;

/// <summary>A pass over a float model must not change what the model computes: tried on the real models, in the order of the real work.</summary>
public sealed class FloatPassTests
{
    private const float Tolerance = 1e-5f;

    private static readonly (string Name, Action<ModelGraph, ModelRole> Apply)[] InOrder =
    [
        (nameof(ConstantsToInitializers), (graph, _) => ConstantsToInitializers.Apply(graph)),
        (nameof(StripDocs), (graph, _) => StripDocs.Apply(graph)),
        (nameof(TopologicalOrder), (graph, _) => TopologicalOrder.Apply(graph)),
        (nameof(FoldShapes), (graph, _) => FoldShapes.Apply(graph)),
        (nameof(ConvertOpset), (graph, _) => ConvertOpset.Apply(graph)),
        (nameof(FoldScalarMul), (graph, _) => FoldScalarMul.Apply(graph)),
        (nameof(FoldBatchNormalization), (graph, _) => FoldBatchNormalization.Apply(graph)),
        (nameof(NormalizeSlopes), (graph, _) => NormalizeSlopes.Apply(graph)),
        (nameof(Prune), (graph, _) => Prune.Apply(graph)),
        (nameof(EqualizeActivations), (graph, role) => EqualizeActivations.Apply(
            graph, EqualizeActivations.Round(EqualizeActivations.Measure(
                graph, ActivationRecorder.Record(graph, SourceModels.Inputs(role)), new EqualizationExponents(1, 0.5, 0.5))))),
        (nameof(PadChannels), (graph, _) => PadChannels.Apply(graph)),
        (nameof(RewritePRelu), (graph, _) => RewritePRelu.Apply(graph)),
    ];

    public static TheoryData<ModelRole, string> ModelsAndPasses
    {
        get
        {
            var data = new TheoryData<ModelRole, string>();
            foreach (var role in Enum.GetValues<ModelRole>())
            {
                foreach (var (name, _) in InOrder)
                {
                    data.Add(role, name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ModelsAndPasses))]
    public void A_pass_leaves_what_a_model_computes_as_it_was(ModelRole role, string pass)
    {
        var graph = SourceModels.Read(role);
        foreach (var (_, earlier) in InOrder.TakeWhile(p => p.Name != pass))
        {
            earlier(graph, role);
        }

        var after = graph.Clone();
        InOrder.Single(p => p.Name == pass).Apply(after, role);

        Assert.InRange(Outputs.LargestDifference(graph, after, SourceModels.Inputs(role)), 0, Tolerance);
    }

    [Theory]
    [InlineData(ModelRole.Embedder)]
    [InlineData(ModelRole.Liveness)]
    public void All_together_leave_no_operator_that_they_are_there_to_remove(ModelRole role)
    {
        var graph = SourceModels.Read(role);
        foreach (var (_, apply) in InOrder)
        {
            apply(graph, role);
        }

        var operators = graph.Nodes.Select(n => n.OpType).ToHashSet();
        Assert.DoesNotContain("PRelu", operators);
        Assert.DoesNotContain("BatchNormalization", operators);
        Assert.DoesNotContain("Constant", operators);
        Assert.DoesNotContain("Shape", operators);
        Assert.Equal(ConvertOpset.Target, graph.Opset);
        Assert.Equal(0, graph.Nodes.Count(n => n.HasDocString));
    }
}
