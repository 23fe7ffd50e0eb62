namespace DoorFace.Vision.Models;

/// <summary>The outputs that <see cref="DetectorDecoder.Yunet"/> reads: class scores, objectness scores and boxes, each at every stride.</summary>
internal static class YunetOutputs
{
    /// <summary>The input's height and width are multiples of it.</summary>
    public const int LargestStride = 32;

    /// <summary>Input pixels from one cell to the next.</summary>
    public static ReadOnlySpan<int> Strides => [8, 16, LargestStride];

    /// <summary>Place of the class scores of a stride among the outputs.</summary>
    /// <param name="stride">Index in <see cref="Strides"/>.</param>
    public static int Classes(int stride) => stride;

    /// <summary>Place of the objectness scores.</summary>
    public static int Objectness(int stride) => Strides.Length + stride;

    /// <summary>Place of the boxes.</summary>
    public static int Boxes(int stride) => (2 * Strides.Length) + stride;

    /// <summary>The shape that each output must have.</summary>
    public static int[][] Shapes(ModelInput input)
    {
        var shapes = new int[3 * Strides.Length][];
        for (var i = 0; i < Strides.Length; i++)
        {
            var cells = input.Width / Strides[i] * (input.Height / Strides[i]);
            shapes[Classes(i)] = [1, cells, 1];
            shapes[Objectness(i)] = [1, cells, 1];
            shapes[Boxes(i)] = [1, cells, 4];
        }

        return shapes;
    }
}
