using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Tests.Faces;

public sealed class YunetDecoderTests
{
    private const int Width = 320;
    private const int Height = 256;

    private static readonly ModelDescription Model = Describe();

    // A face in one cell of one level; the centre may lie well outside of its cell.
    private static readonly Gen<Cell> Cells =
        from level in Gen.Int[0, 2]
        from row in Gen.Int[0, (Height / YunetOutputs.Stride(level)) - 1]
        from column in Gen.Int[0, (Width / YunetOutputs.Stride(level)) - 1]
        from centre in Gen.Select(Gen.Float[-20, Width + 20], Gen.Float[-20, Height + 20])
        from size in Gen.Select(Gen.Float[5, 300], Gen.Float[5, 300])
        from score in Gen.Float[0, 1]
        select new Cell(
            level, row, column,
            new DetectedFace(new FaceBox(centre.Item1 - (size.Item1 / 2), centre.Item2 - (size.Item2 / 2), size.Item1, size.Item2), score));

    private readonly YunetDecoder _decoder = new(Model);

    [Fact]
    public void Every_box_that_was_written_into_a_cell_comes_back_from_its_score_on() =>
        Gen.Select(Cells.Array[0, 20], Gen.Float[0.05f, 0.95f]).Sample((cells, minimum) =>
        {
            // The score comes back through a product and a root: one within their rounding of the limit may fall on either side.
            List<Cell> distinct = [.. cells.Where(cell => MathF.Abs(cell.Face.Score - minimum) > 1e-6f).DistinctBy(cell => (cell.Level, cell.Row, cell.Column))];
            var expected = distinct.Where(cell => cell.Face.Score >= minimum)
                .OrderBy(cell => cell.Level).ThenBy(cell => cell.Row).ThenBy(cell => cell.Column).Select(cell => cell.Face).ToList();

            var found = Decode(Encode(distinct), minimum);

            Assert.Equal(expected.Count, found.Length);
            Assert.All(expected.Zip(found), pair =>
            {
                Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4f);
                Assert.Equal(pair.First.Box.Left, pair.Second.Box.Left, 0.05f);
                Assert.Equal(pair.First.Box.Top, pair.Second.Box.Top, 0.05f);
                Assert.Equal(pair.First.Box.Width, pair.Second.Box.Width, 0.05f);
                Assert.Equal(pair.First.Box.Height, pair.Second.Box.Height, 0.05f);
            });
        });

    [Fact]
    public void A_detection_in_every_cell_fits_the_room()
    {
        var outputs = Empty();
        foreach (var scores in outputs.Take(6))
        {
            Array.Fill(scores, 1);
        }

        Assert.Equal((40 * 32) + (20 * 16) + (10 * 8), _decoder.Capacity);
        Assert.Equal(_decoder.Capacity, Decode(outputs, 0.5f).Length);
    }

    [Theory]
    [InlineData(float.NaN, 0.9f, 1, 1)]
    [InlineData(0.9f, float.NaN, 1, 1)]
    [InlineData(0.9f, 0.9f, float.NaN, 1)]
    [InlineData(0.9f, 0.9f, 1, float.PositiveInfinity)]
    [InlineData(0.9f, 0.9f, 1, 200)]
    public void What_is_no_number_is_no_face(float classScore, float objectness, float dx, float logHeight)
    {
        var outputs = Empty();
        (outputs[0][5], outputs[3][5], outputs[6][20], outputs[6][23]) = (classScore, objectness, dx, logHeight);

        Assert.Empty(Decode(outputs, 0.5f));
    }

    [Theory]
    [InlineData(1.2f, 0.81f, 0.9f)]
    [InlineData(1.5f, 2f, 1)]
    public void A_score_above_one_counts_as_one(float classScore, float objectness, float expected)
    {
        var outputs = Empty();
        (outputs[0][5], outputs[3][5]) = (classScore, objectness);

        Assert.Equal(expected, Assert.Single(Decode(outputs, 0.5f)).Score, 1e-6f);
    }

    private static ModelDescription Describe()
    {
        var input = new ModelInput("input", [1, 3, Height, Width], "NCHW", ChannelOrder.Bgr, 0, 1);
        return Repository.Catalog()[ModelRole.Detector] with
        {
            Decoder = DetectorDecoder.Yunet,
            Input = input,
            Outputs = [.. YunetOutputs.Shapes(input).Select((shape, i) => new ModelOutput($"{i}", shape))],
        };
    }

    private static float[][] Empty() => [.. Model.Outputs.Select(output => new float[output.Shape[1] * output.Shape[2]])];

    // The decoder's arithmetic the other way round, cell by cell.
    private static float[][] Encode(IEnumerable<Cell> cells)
    {
        var outputs = Empty();
        foreach (var (level, row, column, face) in cells)
        {
            var cell = (row * (Width / YunetOutputs.Stride(level))) + column;
            // Any two factors whose product is the squared score.
            outputs[YunetOutputs.Classes(level)][cell] = MathF.Sqrt(face.Score);
            outputs[YunetOutputs.Objectness(level)][cell] = face.Score * MathF.Sqrt(face.Score);
            float[] box =
            [
                (face.Box.CenterX / YunetOutputs.Stride(level)) - column,
                (face.Box.CenterY / YunetOutputs.Stride(level)) - row,
                MathF.Log(face.Box.Width / YunetOutputs.Stride(level)),
                MathF.Log(face.Box.Height / YunetOutputs.Stride(level)),
            ];
            box.CopyTo(outputs[YunetOutputs.Boxes(level)], 4 * cell);
        }

        return outputs;
    }

    private DetectedFace[] Decode(float[][] outputs, float minimumScore)
    {
        var found = new DetectedFace[_decoder.Capacity];
        return found[.._decoder.Decode(outputs, minimumScore, found)];
    }

    private sealed record Cell(int Level, int Row, int Column, DetectedFace Face);
}
