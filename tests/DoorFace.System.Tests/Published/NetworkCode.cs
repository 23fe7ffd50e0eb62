using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace DoorFace.SystemTests.Published;

/// <summary>Finds in a file of the published folder whatever could open a connection, without running it.</summary>
internal static partial class NetworkCode
{
    private const string Managed = ".dll";

    /// <summary>What there is, a phrase each; nothing for a file that is no code.</summary>
    public static IReadOnlyList<string> In(string path)
    {
        var content = File.ReadAllBytes(path);
        if (ElfImports.IsElf(content))
        {
            return [.. ElfImports.Of(content).Where(name => NativeCall().IsMatch(name)).Select(name => $"imports {name}").Distinct().Order(StringComparer.Ordinal)];
        }

        return path.EndsWith(Managed, StringComparison.Ordinal) ? InAssembly(content) : [];
    }

    /// <summary>Whether a file is a managed assembly or native code, and so was looked into.</summary>
    public static bool IsCode(string path)
    {
        Span<byte> start = stackalloc byte[5];
        using var file = File.OpenRead(path);
        return path.EndsWith(Managed, StringComparison.Ordinal) || (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && ElfImports.IsElf(start));
    }

    private static string[] InAssembly(byte[] content)
    {
        using var file = new PEReader([.. content]);
        Assert.True(file.HasMetadata, "An assembly that cannot be looked into.");
        var metadata = file.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Where(IsNetwork).Select(name => $"refers to {name}");
        var uses = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => (Space: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)))
            .Where(type => IsNetwork(type.Space)).Select(type => $"uses {type.Space}.{type.Name}");
        var defines = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Select(type => (Space: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)))
            .Where(type => IsNetwork(type.Space)).Select(type => $"defines {type.Space}.{type.Name}");
        var calls = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Select(method => method.GetImport()).Where(import => !import.Module.IsNil)
            .Select(import => (Module: metadata.GetString(metadata.GetModuleReference(import.Module).Name), Name: metadata.GetString(import.Name)))
            .Where(import => NativeCall().IsMatch(import.Name) || RuntimeCall().IsMatch(import.Name)).Select(import => $"calls {import.Module}!{import.Name}");
        return [.. references.Concat(uses).Concat(defines).Concat(calls).Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsNetwork(string name) => NetworkNamespace().IsMatch(name);

    [GeneratedRegex(@"^(System\.Net|System\.ServiceModel|Microsoft\.AspNetCore)(\.|$)")]
    private static partial Regex NetworkNamespace();

    // Of the C library: what makes, connects or listens on a socket, sends to an address, or asks for a name.
    [GeneratedRegex("^_*(socket|connect|bind|listen|accept4?|sendto|sendmmsg|recvfrom|getaddrinfo|getnameinfo|gethostby.+|res_n?(init|query|search|send)|getifaddrs)(64)?$")]
    private static partial Regex NativeCall();

    // The same by way of .NET's own native library.
    [GeneratedRegex("^SystemNative_(Socket|Connect.*|Bind|Listen|Accept|Send(To|Message).*|ReceiveMessage.*|GetHostEntry.*|GetAddrInfo.*|GetNameInfo|EnumerateInterface.*|GetNetworkInterfaces)$")]
    private static partial Regex RuntimeCall();
}
