namespace DoorFace.Tests.Support;

/// <summary>Files that tests read: of the repository, of the cache that scripts/setup.sh fills, and of a data set beside the checkout.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string Manifest { get; } = Path.Combine(Root, "models", "models.json");

    /// <summary>The folder of the model files.</summary>
    public static string ModelDirectory { get; } = Path.Combine(Root, "models");

    /// <summary>The manifest of the float models that the product's models are made from.</summary>
    public static string FloatManifest { get; } = Path.Combine(Root, "models", "float", "models.json");

    /// <summary>The folder of the float models, which scripts/setup.sh brings.</summary>
    public static string FloatModelDirectory { get; } = Path.Combine(Root, ".cache", "models");

    /// <summary>Sample photograph 1 to 6.</summary>
    public static string Photo(int number) => Path.Combine(Root, ".cache", "photos", $"sample{number}.jpg");

    /// <summary>A data set beside the checkout, which few machines have.</summary>
    public static string DataSet(string name) => Path.GetFullPath(Path.Combine(Root, "..", "shared", "datasets", name));

    /// <summary>A model beside the checkout that is not part of the product.</summary>
    public static string SharedModel(string file) => Path.GetFullPath(Path.Combine(Root, "..", "shared", "models", file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DoorFace.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds DoorFace.sln.");
    }
}
