using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DoorFace.SystemTests.Architecture;

/// <summary>Which namespaces of an assembly use which others of it.</summary>
internal sealed class NamespaceGraph
{
    private readonly Dictionary<(string From, string To), string> _edges;

    /// <param name="uses">The pairs of types, by full name, of which one uses the other; the first between two namespaces is told.</param>
    public NamespaceGraph(IEnumerable<(string User, string Used)> uses) =>
        _edges = uses
            .Select(use => (Edge: (From: Namespace(use.User), To: Namespace(use.Used)), Text: $"{use.User} uses {use.Used}"))
            .Where(use => use.Edge.From != use.Edge.To)
            .GroupBy(use => use.Edge, use => use.Text)
            .ToDictionary(edge => edge.Key, edge => edge.First());

    /// <summary>The graph of the assembly <paramref name="name"/>, built beside the tests, and of its sources.</summary>
    public static NamespaceGraph Of(string name) => new([.. Uses(name), .. SourceUsings.Of(name)]);

    /// <summary>The groups of more than one namespace, each of which can be reached from each other of its group.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cycles()
    {
        var reached = _edges.Keys.Select(edge => edge.From).Distinct().ToDictionary(from => from, Reached);
        return
        [
            .. reached.Keys.Where(name => reached[name].Contains(name))
                .GroupBy(name => reached[name].Where(other => reached.TryGetValue(other, out var back) && back.Contains(name)).Min(StringComparer.Ordinal))
                .Select(IReadOnlyList<string> (group) => [.. group.Order(StringComparer.Ordinal)]),
        ];
    }

    /// <summary>For each step from one of <paramref name="namespaces"/> to another, one pair of types that takes it.</summary>
    public IReadOnlyList<string> StepsWithin(IReadOnlyList<string> namespaces) =>
    [
        .. _edges.Where(edge => namespaces.Contains(edge.Key.From) && namespaces.Contains(edge.Key.To)).Select(edge => edge.Value).Order(StringComparer.Ordinal),
    ];

    private HashSet<string> Reached(string start)
    {
        HashSet<string> reached = [];
        Queue<string> open = new([start]);
        while (open.TryDequeue(out var from))
        {
            foreach (var to in _edges.Keys.Where(edge => edge.From == from).Select(edge => edge.To).Where(reached.Add))
            {
                open.Enqueue(to);
            }
        }

        return reached;
    }

    private static IReadOnlyList<(string User, string Used)> Uses(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var metadata = file.GetMetadataReader();
        return
        [
            .. from user in metadata.TypeDefinitions
               where !IsCompilers(metadata, user)
               from used in TypeUses.Of(file, user)
               where !IsCompilers(metadata, used)
               select (FullName(metadata, user), FullName(metadata, used)),
        ];
    }

    /// <summary>The name of the outermost type around <paramref name="handle"/>, or of itself: what it encloses is in its namespace.</summary>
    private static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } around
            ? FullName(metadata, around)
            : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    /// <summary>Whether the compiler added the type for the whole assembly; it is in no namespace then, and no type of ours has such a name.</summary>
    private static bool IsCompilers(MetadataReader metadata, TypeDefinitionHandle handle) => FullName(metadata, handle).StartsWith(".<", StringComparison.Ordinal);

    private static string Namespace(string type) => type[..type.LastIndexOf('.')];
}
