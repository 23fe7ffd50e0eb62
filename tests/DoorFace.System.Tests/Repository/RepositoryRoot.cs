namespace DoorFace.SystemTests.Repository;

/// <summary>The folder of the sources that these tests were built from.</summary>
internal static class RepositoryRoot
{
    /// <summary>The nearest folder above the test program that holds the solution.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DoorFace.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds DoorFace.sln.");
    }
}
