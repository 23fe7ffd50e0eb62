using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static ModelCatalog Catalog() => ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);

    /// <summary>The comparison score that strangers reach once in ten thousand comparisons.</summary>
    public static float MatchThreshold() => Catalog()[ModelRole.Embedder].ImpostorScores.Single(q => q.FalseMatchRate == 1e-4).Threshold;

    public static Frame Photo(string name) => Decode(Path.Combine(RepositoryFiles.Root, ".cache", "photos", name));

    public static Frame Decode(string path)
    {
        Assert.True(File.Exists(path), $"{path} is missing; bring it with scripts/setup.sh.");
        return new ImageDecoder().Decode(File.ReadAllBytes(path), Path.GetFileName(path));
    }
}
