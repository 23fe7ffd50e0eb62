using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Models;

/// <summary>The entries that models/README.md shows to whoever brings models of their own, in the product's manifest.</summary>
internal static partial class OwnModels
{
    /// <summary>The entry that the document shows for a role.</summary>
    public static JsonObject Entry(ModelRole role)
    {
        var document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "models", "README.md"));
        var name = role.ToString().ToLowerInvariant();
        return Assert.Single(
            JsonBlock().Matches(document).Select(block => JsonNode.Parse(block.Groups[1].Value)!.AsObject()),
            entry => (string?)entry["role"] == name);
    }

    /// <summary>The product's manifest with an entry in place of the one of its role, in a folder with the product's models.</summary>
    public static string Write(TemporaryFolder folder, JsonObject entry)
    {
        foreach (var model in Directory.GetFiles(RepositoryFiles.ModelDirectory, "*.onnx"))
        {
            File.CreateSymbolicLink(Path.Combine(folder.Path, Path.GetFileName(model)), model);
        }

        var manifest = ManifestText.Edit(models =>
        {
            var replaced = models.Single(model => (string?)model!["role"] == (string?)entry["role"]);
            models[models.IndexOf(replaced)] = entry;
        });
        return folder.Write("own.json", System.Text.Encoding.UTF8.GetBytes(manifest));
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
