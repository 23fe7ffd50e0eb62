using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace DoorFace.SystemTests.Architecture;

/// <summary>Reads from built assemblies what they refer to, without loading them.</summary>
internal static class BuiltAssembly
{
    /// <summary>The simple names of the assemblies that <paramref name="name"/>, built beside the tests, refers to.</summary>
    public static IReadOnlyList<string> References(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Order()];
    }

    /// <summary>The managed assemblies, ours and the packages', that are deployed with <paramref name="program"/>; without the framework's.</summary>
    public static IReadOnlyList<string> DeployedWith(string program)
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, program + ".deps.json")));
        var libraries = dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject();
        return
        [
            .. libraries
                .Where(library => library.Value.TryGetProperty("runtime", out _))
                .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
                .Select(file => Path.GetFileNameWithoutExtension(file.Name))
                .Order(),
        ];
    }

    /// <summary>Whether the .NET runtime itself brings the assembly.</summary>
    public static bool IsFramework(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
