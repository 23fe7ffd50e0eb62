using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Onnx;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.ModelBuilder.Tests.Support;

/// <summary>The float models that the product's models are made from, and inputs that they see at work.</summary>
internal static class SourceModels
{
    private const int RealInputs = 3;

    private static readonly Dictionary<ModelRole, IReadOnlyList<float[]>> Real = [];

    public static ModelCatalog Catalog() => ModelCatalog.Load(RepositoryFiles.FloatManifest, RepositoryFiles.FloatModelDirectory);

    public static ModelGraph Read(ModelRole role) => new(OnnxFile.Read(Path.Combine(RepositoryFiles.FloatModelDirectory, Catalog()[role].File)));

    /// <summary>Inputs from the sample photographs, and one of noise over the same values.</summary>
    public static IReadOnlyList<float[]> Inputs(ModelRole role)
    {
        lock (Real)
        {
            if (!Real.TryGetValue(role, out var inputs))
            {
                inputs = CalibrationSet.Make(Catalog(), role, Path.GetDirectoryName(RepositoryFiles.Photo(1))!, RealInputs, seed: 5);
                var random = new Random(1);
                var (low, high) = (inputs[0].Min(), inputs[0].Max());
                inputs = [.. inputs, [.. inputs[0].Select(_ => low + (random.NextSingle() * (high - low)))]];
                Real.Add(role, inputs);
            }

            return inputs;
        }
    }
}
