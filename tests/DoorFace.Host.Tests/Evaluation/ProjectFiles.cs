using DoorFace.Vision.Models;

namespace DoorFace.Host.Tests.Evaluation;

/// <summary>Files of the repository and of the cache that scripts/setup.sh fills.</summary>
internal static class ProjectFiles
{
    public static string Root { get; } = FindRoot();

    public static string Manifest => Path.Combine(Root, "models", "models.json");

    public static string ModelDirectory => Path.Combine(Root, ".cache", "models");

    public static ModelCatalog Models => ModelCatalog.Load(Manifest, ModelDirectory);

    public static string Photo(int number) => Path.Combine(Root, ".cache", "photos", $"sample{number}.jpg");

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
