namespace DoorFace.Host.Settings;

/// <summary>Which models are used.</summary>
public sealed record ModelSettings
{
    /// <summary>The manifest; the model files stand beside it. A relative path starts at the program's folder.</summary>
    public string Manifest { get; init; } = "models/models.json";

    public string FullManifestPath => System.IO.Path.Combine(AppContext.BaseDirectory, Manifest);
}
