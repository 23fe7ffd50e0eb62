namespace DoorFace.SystemTests.Architecture;

/// <summary>Inside a project no namespace uses another that uses it back, directly or through others.</summary>
public sealed class NamespaceTests
{
    public static TheoryData<string> Assemblies => ArchitectureTests.Assemblies;

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_namespaces_of_an_assembly_use_each_other_in_one_direction(string assembly)
    {
        var graph = NamespaceGraph.Of(assembly);

        var cycles = graph.Cycles().Select(cycle => $"{string.Join(", ", cycle)}:{Environment.NewLine}{string.Join(Environment.NewLine, graph.StepsWithin(cycle))}");

        Assert.True(!cycles.Any(), string.Join(Environment.NewLine, cycles));
    }

    [Fact]
    public void A_cycle_is_found_with_its_steps_and_without_what_only_leads_to_it()
    {
        NamespaceGraph graph = new([("Top.T", "A.X"), ("A.X", "B.Y"), ("B.Y", "C.Z"), ("C.Z", "A.X"), ("C.Z", "Below.U"), ("D.V", "D.W")]);

        var cycle = Assert.Single(graph.Cycles());

        Assert.Equal(["A", "B", "C"], cycle);
        Assert.Equal(["A.X uses B.Y", "B.Y uses C.Z", "C.Z uses A.X"], graph.StepsWithin(cycle));
    }

    [Fact]
    public void Two_cycles_are_told_apart()
    {
        NamespaceGraph graph = new([("A.X", "B.Y"), ("B.Y", "A.X"), ("B.Y", "C.Z"), ("C.Z", "D.U"), ("D.U", "C.Z")]);

        Assert.Equal([["A", "B"], ["C", "D"]], graph.Cycles());
    }
}
