using DoorFace.Core.Biometrics;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Models;

/// <summary>Damaged manifests of the models.</summary>
public sealed class ManifestFuzzTests
{
    [Fact]
    public void A_damaged_manifest_is_refused_or_read_and_so_are_its_models()
    {
        using var folder = new TemporaryFolder();
        // Without blanks, so that what is hit matters more often.
        byte[][] manifests = [File.ReadAllBytes(RepositoryFiles.Manifest), System.Text.Encoding.UTF8.GetBytes(ManifestText.Edit(_ => { }))];

        Fuzz.Try(
            Fuzz.Mutated(manifests),
            damaged =>
            {
                var path = folder.Write("models.json", damaged);
                try
                {
                    var catalog = ModelCatalog.Load(path, RepositoryFiles.ModelDirectory);
                    var threshold = OperatingPoint.For(catalog[ModelRole.Embedder].ImpostorScores, 1e-5, 1).Threshold;
                    Assert.InRange(threshold.Value, -1, 1);
                    // The smallest of them.
                    using var session = catalog.CreateSession(ModelRole.Liveness);
                }
                catch (ModelException refusal)
                {
                    Assert.NotEmpty(refusal.Message);
                }
            },
            times: 150);
    }
}
