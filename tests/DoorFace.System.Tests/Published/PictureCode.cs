using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace DoorFace.SystemTests.Published;

/// <summary>Finds in an assembly whatever could make a picture file, without running it.</summary>
internal static partial class PictureCode
{
    /// <summary>The only library on a unit that has encoders: nothing may call them.</summary>
    public const string Library = "SkiaSharp.dll";

    /// <summary>What there is, a phrase each.</summary>
    public static IReadOnlyList<string> In(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        Assert.True(file.HasMetadata, $"{path} cannot be looked into.");
        var metadata = file.GetMetadataReader();
        var uses = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").Where(name => Writer().IsMatch(name));
        var calls = metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), Name: metadata.GetString(member.Name)))
            .Select(member => $"{metadata.GetString(member.Type.Namespace)}.{metadata.GetString(member.Type.Name)}.{member.Name}")
            .Where(name => Encoder().IsMatch(name));
        return [.. uses.Concat(calls).Distinct().Select(what => $"{Path.GetFileName(path)} uses {what}")];
    }

    [GeneratedRegex(@"^SkiaSharp\.\w+\.(Encode|Serialize|ToJpeg|ToPng|ToWebp)\w*$")]
    private static partial Regex Encoder();

    [GeneratedRegex(@"^(SkiaSharp\.(SK\w*WStream|SKDocument|SKSvgCanvas|SKXps\w*|SK(Jpeg|Png|Webp)\w*Encoder\w*)|System\.Drawing\.(Bitmap|Image))$")]
    private static partial Regex Writer();
}
