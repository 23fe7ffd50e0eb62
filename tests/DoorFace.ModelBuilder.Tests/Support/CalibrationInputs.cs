using DoorFace.ModelBuilder.Calibration;
using DoorFace.Vision.Models;

namespace DoorFace.ModelBuilder.Tests.Support;

/// <summary>The calibration set of the product's models, made once for all of them and let go with the test class.</summary>
public sealed class CalibrationInputs
{
    // As 'doorface-models calibrate' has them unless told otherwise.
    private const int Count = 220;
    private const int Seed = 1;

    private readonly Lazy<IReadOnlyDictionary<ModelRole, IReadOnlyList<float[]>>> _inputs = new(() =>
        CalibrationSet.Make(SourceModels.Catalog(), [ModelRole.Detector, ModelRole.Landmarks, ModelRole.Embedder], SourceModels.Photographs, Count, Seed));

    public IReadOnlyList<float[]> this[ModelRole role] => _inputs.Value[role];
}
