using DoorFace.ModelBuilder.Calibration;
using DoorFace.ModelBuilder.Graph;
using DoorFace.ModelBuilder.Quantization;
using DoorFace.ModelBuilder.Recipes;
using DoorFace.ModelBuilder.Tests.Support;
using DoorFace.Vision.Models;

namespace DoorFace.ModelBuilder.Tests.Calibration;

/// <summary>The committed calibrations: that they are what the sample photographs give, on any CPU, within what its floats explain.</summary>
public sealed class CommittedCalibrationTests(CalibrationInputs inputs) : IClassFixture<CalibrationInputs>
{
    [Theory]
    [InlineData(ModelRole.Detector)]
    [InlineData(ModelRole.Landmarks)]
    [InlineData(ModelRole.Embedder)]
    public void A_committed_calibration_is_what_the_photographs_give_but_for_the_noise_of_floats(ModelRole role) =>
        Assert.Empty(CalibrationNoise.Unexplained(SourceModels.Calibration(role)!, SourceModels.Read(role), SourceModels.Recipe(role), inputs[role]));

    [Fact]
    public void Noise_does_not_explain_other_ranges() => AssertNoticed(recipe: r => r with { Ranges = RangeMethod.MeanMinMax });

    [Fact]
    public void Noise_does_not_explain_another_equalization() => AssertNoticed(recipe: r => r with { Equalize = r.Equalize! with { Dense = 0.27 } });

    [Fact]
    public void Noise_does_not_explain_another_choice_of_nodes() => AssertNoticed(recipe: r => r with { KeepFloat = ["Conv_0"] });

    [Fact]
    public void Noise_does_not_explain_other_pictures() => AssertNoticed(pictures: p => [.. p.Take(p.Count / 2)]);

    [Fact]
    public void Noise_does_not_explain_another_model() => AssertNoticed(model: g =>
    {
        // One channel of the first convolution with the other sign.
        var weights = g.Nodes.First(n => n.OpType == "Conv").Input[1];
        var values = g.Floats(weights);
        var perChannel = values.Values.Length / (int)values.Shape[0];
        g.Set(weights, values with { Values = [.. values.Values.Select((w, i) => i < perChannel ? -w : w)] });
    });

    [Fact]
    public void A_calibration_is_read_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var record = new CalibrationRecord
        {
            Factors = new Dictionary<string, int[]> { ["a"] = [0, -24], ["b"] = [] },
            Ranges = new Dictionary<string, float[]> { ["a\"b"] = [-1.2345678e-9f, 0.1f], ["c"] = [0, float.MaxValue] },
        };

        record.Write(folder.File("calibration.json"));

        var read = CalibrationRecord.Read(folder.File("calibration.json"));
        Assert.Equal(record.Factors, read.Factors);
        Assert.Equal(record.Ranges, read.Ranges);
    }

    // The smallest of the models stands for all.
    private void AssertNoticed(Func<Recipe, Recipe>? recipe = null, Func<IReadOnlyList<float[]>, IReadOnlyList<float[]>>? pictures = null, Action<ModelGraph>? model = null)
    {
        const ModelRole Role = ModelRole.Landmarks;
        var source = SourceModels.Read(Role);
        model?.Invoke(source);
        var (how, seen) = (SourceModels.Recipe(Role), inputs[Role]);

        Assert.NotEmpty(CalibrationNoise.Unexplained(SourceModels.Calibration(Role)!, source, recipe?.Invoke(how) ?? how, pictures?.Invoke(seen) ?? seen));
    }
}
