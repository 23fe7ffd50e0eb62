using DoorFace.Core.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static readonly string Manifest = Path.Combine(Root, "models", "models.json");

    public static readonly string ModelDirectory = Path.Combine(Root, ".cache", "models");

    public static ModelCatalog Catalog() => ModelCatalog.Load(Manifest, ModelDirectory);

    /// <summary>The comparison score that strangers reach once in ten thousand comparisons.</summary>
    public static float MatchThreshold() => Catalog()[ModelRole.Embedder].ImpostorScores.Single(q => q.FalseMatchRate == 1e-4).Threshold;

    /// <summary>Pictures for measuring that stand beside the repository, where somebody put them there.</summary>
    public static string Dataset(string name) => Path.Combine(Root, "..", "shared", "datasets", name);

    public static Frame Photo(string name) => Decode(Path.Combine(Root, ".cache", "photos", name));

    public static Frame Decode(string path)
    {
        Assert.True(File.Exists(path), $"{path} is missing; bring it with scripts/setup.sh.");
        return new ImageDecoder().Decode(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DoorFace.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No DoorFace.sln above {AppContext.BaseDirectory}.");
    }
}
