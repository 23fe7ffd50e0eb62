using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Recipes;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.ModelBuilder.Tests.Support;

/// <summary>The float models that the product's models are made from, and inputs that they see at work.</summary>
internal static class SourceModels
{
    private const int RealInputs = 3;

    private static readonly Dictionary<ModelRole, IReadOnlyList<float[]>> Real = [];

    /// <summary>The folder of the sample photographs.</summary>
    public static string Photographs { get; } = Path.GetDirectoryName(RepositoryFiles.Photo(1))!;

    public static ModelCatalog Catalog() => ModelCatalog.Load(RepositoryFiles.FloatManifest, RepositoryFiles.FloatModelDirectory);

    public static ModelGraph Read(ModelRole role) => new(OnnxFile.Read(Path.Combine(RepositoryFiles.FloatModelDirectory, Catalog()[role].File)));

    /// <summary>The recipe of the product's model.</summary>
    public static Recipe Recipe(ModelRole role) => Recipes.Recipe.Read(BesideRecipe(role, ".json"));

    /// <summary>What calibration found for the product's model; null for a model that is not quantized.</summary>
    public static CalibrationRecord? Calibration(ModelRole role) =>
        BesideRecipe(role, ".calibration.json") is var path && File.Exists(path) ? CalibrationRecord.Read(path) : null;

    /// <summary>Inputs from the sample photographs, and one of noise over the same values.</summary>
    public static IReadOnlyList<float[]> Inputs(ModelRole role)
    {
        lock (Real)
        {
            if (!Real.TryGetValue(role, out var inputs))
            {
                inputs = CalibrationSet.Make(Catalog(), [role], Photographs, RealInputs, seed: 5)[role];
                var random = new Random(1);
                var (low, high) = (inputs[0].Min(), inputs[0].Max());
                inputs = [.. inputs, [.. inputs[0].Select(_ => low + (random.NextSingle() * (high - low)))]];
                Real.Add(role, inputs);
            }

            return inputs;
        }
    }

    private static string BesideRecipe(ModelRole role, string extension) =>
        Path.Combine(RepositoryFiles.Root, "src", "DoorFace.ModelBuilder", "Recipes", role.ToString().ToLowerInvariant() + extension);
}
