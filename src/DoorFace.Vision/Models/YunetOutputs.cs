namespace DoorFace.Vision.Models;

/// <summary>
/// The outputs that <see cref="DetectorDecoder.Yunet"/> reads: class scores, objectness scores and boxes, each at every level. A level is a
/// grid of cells over the input.
/// </summary>
internal static class YunetOutputs
{
    public const int Levels = 3;

    /// <summary>The input's height and width are multiples of it.</summary>
    public const int LargestStride = 32;

    /// <summary>Input pixels from one cell of a level to the next: 8, 16 and 32.</summary>
    public static int Stride(int level) => LargestStride >> (Levels - 1 - level);

    /// <summary>Place of a level's class scores among the outputs.</summary>
    public static int Classes(int level) => level;

    /// <summary>Place of a level's objectness scores.</summary>
    public static int Objectness(int level) => Levels + level;

    /// <summary>Place of a level's boxes.</summary>
    public static int Boxes(int level) => (2 * Levels) + level;

    /// <summary>Cells of a level.</summary>
    public static int Cells(ModelInput input, int level) => input.Width / Stride(level) * (input.Height / Stride(level));

    /// <summary>The shape that each output must have.</summary>
    public static int[][] Shapes(ModelInput input)
    {
        var shapes = new int[3 * Levels][];
        for (var level = 0; level < Levels; level++)
        {
            var cells = Cells(input, level);
            shapes[Classes(level)] = [1, cells, 1];
            shapes[Objectness(level)] = [1, cells, 1];
            shapes[Boxes(level)] = [1, cells, 4];
        }

        return shapes;
    }
}
