using DoorFace.Core.Imaging;
using DoorFace.Host.Settings;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Host.Commands;

/// <summary>Models, sessions and the decoder for a command that looks at image files.</summary>
internal sealed class PictureVision : IDisposable
{
    private readonly ImageDecoder _decoder = new();

    public PictureVision(DoorFaceSettings settings)
    {
        Models = ModelCatalog.Load(settings.Models.FullManifestPath);
        Analyzer = new FaceAnalyzer(Models, settings.Vision);
    }

    public ModelCatalog Models { get; }

    public ModelDescription Embedder => Models[ModelRole.Embedder];

    public FaceAnalyzer Analyzer { get; }

    public FaceAnalysis Analysis { get; } = new();

    /// <summary>Decodes a file.</summary>
    /// <exception cref="ImageFormatException">It is not a picture.</exception>
    public Frame Read(FileInfo file) => _decoder.Decode(File.ReadAllBytes(file.FullName), file.FullName);

    public void Dispose()
    {
        Analysis.Clear();
        Analyzer.Dispose();
    }
}
