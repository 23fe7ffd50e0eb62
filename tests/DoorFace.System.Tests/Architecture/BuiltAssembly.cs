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
        using var dependencies = Dependencies(program);
        return
        [
            .. Libraries(dependencies)
                .Where(library => library.Value.TryGetProperty("runtime", out _))
                .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
                .Select(file => Path.GetFileNameWithoutExtension(file.Name))
                .Order(),
        ];
    }

    /// <summary>The names of the packages of which <paramref name="program"/> deploys managed or Linux code.</summary>
    public static IReadOnlyList<string> PackagesDeployedWith(string program)
    {
        using var dependencies = Dependencies(program);
        var kinds = dependencies.RootElement.GetProperty("libraries");
        return
        [
            .. Libraries(dependencies)
                .Where(library => kinds.GetProperty(library.Name).GetProperty("type").GetString() == "package" && IsForLinux(library.Value))
                .Select(library => library.Name[..library.Name.IndexOf('/', StringComparison.Ordinal)])
                .Order(),
        ];
    }

    /// <summary>Whether the .NET runtime itself brings the assembly.</summary>
    public static bool IsFramework(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    private static bool IsForLinux(JsonElement library) =>
        library.TryGetProperty("runtime", out _)
        || (library.TryGetProperty("runtimeTargets", out var files)
            && files.EnumerateObject().Any(file => file.Name.StartsWith("runtimes/linux-", StringComparison.Ordinal)));

    private static JsonElement.ObjectEnumerator Libraries(JsonDocument dependencies) =>
        dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject();

    private static JsonDocument Dependencies(string program) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, program + ".deps.json")));
}
