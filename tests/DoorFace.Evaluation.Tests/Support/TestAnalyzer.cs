using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Evaluation.Tests.Support;

/// <summary>The door's own models, with the standard options.</summary>
internal static class TestAnalyzer
{
    public static FaceAnalyzer Create() => new(ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory), new VisionOptions());
}
