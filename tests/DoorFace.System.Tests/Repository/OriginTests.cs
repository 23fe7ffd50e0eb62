using DoorFace.SystemTests.Architecture;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.SystemTests.Repository;

/// <summary>Where the files and libraries of others come from is stated in several places for several readers; they must agree.</summary>
public sealed class OriginTests
{
    [Fact]
    public void What_setup_brings_is_what_the_manifest_of_the_float_models_describes()
    {
        var catalog = ModelCatalog.Load(RepositoryFiles.FloatManifest);
        var described = Enum.GetValues<ModelRole>().Select(role => catalog[role]).Select(model =>
            $"{model.Hash} models/{model.File} {model.Source.Package.Replace("npm:", "", StringComparison.Ordinal)}@{model.Source.Version} {model.Source.Path}");

        var brought = File.ReadLines(Path.Combine(RepositoryFiles.Root, "scripts", "assets.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Contains(" models/", StringComparison.Ordinal));

        Assert.Equal(described.Order(), brought.Order());
    }

    [Fact]
    public void The_notice_names_every_package_deployed_to_the_door()
    {
        var notice = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "NOTICE"));

        var unnamed = BuiltAssembly.PackagesDeployedWith("doorface").Where(package => !IsNamed(notice, package));

        Assert.Empty(unnamed);
    }

    /// <summary>By its name, or with its family: <c>Microsoft.Extensions.*</c>.</summary>
    private static bool IsNamed(string notice, string package)
    {
        var family = string.Join('.', package.Split('.')[..^1].Take(2)) + ".*";
        return notice.Contains(package + ",", StringComparison.Ordinal)
            || notice.Contains(package + ":", StringComparison.Ordinal)
            || notice.Contains(family, StringComparison.Ordinal);
    }
}
