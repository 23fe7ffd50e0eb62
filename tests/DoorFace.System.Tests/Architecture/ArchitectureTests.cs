using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Architecture;

/// <summary>The directions in which the projects may depend on each other, held on the built assemblies.</summary>
public sealed class ArchitectureTests
{
    private const string Program = "doorface";
    private const string Simulator = "doorface-sim";
    private const string Laboratory = "doorface-lab";
    private const string ModelBuilder = "doorface-models";

    /// <summary>Every assembly under src/ and those of ours that it may refer to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["DoorFace.Core"] = [],
        ["DoorFace.Vision"] = ["DoorFace.Core"],
        ["DoorFace.Device"] = ["DoorFace.Core"],
        ["DoorFace.Storage"] = ["DoorFace.Core"],
        [Program] = ["DoorFace.Core", "DoorFace.Device", "DoorFace.Storage", "DoorFace.Vision"],
        [ModelBuilder] = ["DoorFace.Core", "DoorFace.Vision"],
        [Laboratory] = ["DoorFace.Core", "DoorFace.Device", "DoorFace.Storage", "DoorFace.Vision", Program],
        [Simulator] = ["DoorFace.Core", "DoorFace.Device", "DoorFace.Storage", "DoorFace.Vision", Program, Laboratory],
    };

    /// <summary>A package's reference to a network assembly that is known, and why it opens nothing.</summary>
    private static readonly Dictionary<string, string[]> KnownNetworkReferences = new()
    {
        // Asks for this machine's own name, for links to files in exceptions that it draws; the door draws none.
        ["Spectre.Console"] = ["System.Net.NameResolution"],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_refers_only_to_those_of_ours_below_it(string assembly)
    {
        var ours = BuiltAssembly.References(assembly).Where(Allowed.ContainsKey);

        Assert.Empty(ours.Except(Allowed[assembly]));
    }

    [Fact]
    public void Core_refers_to_no_package_but_the_tensors()
    {
        var packages = BuiltAssembly.References("DoorFace.Core").Where(name => !BuiltAssembly.IsFramework(name));

        Assert.Empty(packages.Except(["System.Numerics.Tensors"]));
    }

    [Fact]
    public void Every_project_under_src_has_its_directions_stated_here()
    {
        var projects = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories);

        Assert.Equal(Allowed.Count, projects.Length);
    }

    [Fact]
    public void Nothing_deployed_to_the_door_refers_to_the_network()
    {
        var deployed = BuiltAssembly.DeployedWith(Program);
        Assert.Contains("DoorFace.Vision", deployed);

        var found =
            from assembly in deployed
            from reference in BuiltAssembly.References(assembly).Where(IsNetwork)
            where !KnownNetworkReferences.GetValueOrDefault(assembly, []).Contains(reference)
            select $"{assembly} refers to {reference}";

        Assert.Empty(found);
    }

    private static bool IsNetwork(string assembly) =>
        assembly.StartsWith("System.Net", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);
}
