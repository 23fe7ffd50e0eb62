using System.Text.Json.Nodes;
using DoorFace.Tests.Support;

namespace DoorFace.Vision.Tests.Models;

/// <summary>The product's manifest with a change.</summary>
internal static class ManifestText
{
    /// <param name="change">Works on the array of models: detector, landmarks, embedder, liveness.</param>
    public static string Edit(Action<JsonArray> change)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(RepositoryFiles.Manifest))!;
        change(manifest["models"]!.AsArray());
        return manifest.ToJsonString();
    }
}
