using DoorFace.Core.Imaging;
using DoorFace.Host.Settings;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Host.Commands;

/// <summary>Models, sessions and the decoder for a command that looks at image files.</summary>
internal sealed class PictureVision : IDisposable
{
    private readonly ImageDecoder _decoder = new();

    /// <param name="settings">Which models, and how to use them.</param>
    /// <param name="measuring">The embedder may lack impostor scores, because they are about to be measured.</param>
    public PictureVision(DoorFaceSettings settings, bool measuring = false)
    {
        Models = ModelCatalog.Load(settings.Models.FullManifestPath, measuring: measuring);
        Analyzer = new FaceAnalyzer(Models, settings.Vision);
    }

    public ModelCatalog Models { get; }

    public ModelDescription Embedder => Models[ModelRole.Embedder];

    public FaceAnalyzer Analyzer { get; }

    public FaceAnalysis Analysis { get; } = new();

    /// <summary>Decodes a file.</summary>
    /// <exception cref="ImageFormatException">It is not a picture.</exception>
    public Frame Read(FileInfo file) => _decoder.Read(file.FullName, file.FullName);

    public void Dispose()
    {
        Analysis.Clear();
        Analyzer.Dispose();
    }
}
