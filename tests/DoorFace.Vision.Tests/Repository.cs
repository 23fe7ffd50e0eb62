using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static ModelCatalog Catalog() => ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);

    /// <summary>The threshold of the door's default rate, 1e-5 per attempt, with one resident.</summary>
    public static float MatchThreshold() => OperatingPoint.For(Catalog()[ModelRole.Embedder].ImpostorScores, 1e-5, 1).Threshold.Value;

    public static Frame Photo(string name) => Decode(Path.Combine(RepositoryFiles.Root, ".cache", "photos", name));

    public static Frame Decode(string path)
    {
        Assert.True(File.Exists(path), $"{path} is missing; bring it with scripts/setup.sh.");
        return new ImageDecoder().Read(path, Path.GetFileName(path));
    }
}
