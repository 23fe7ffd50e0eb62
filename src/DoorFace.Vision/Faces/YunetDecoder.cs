using DoorFace.Core.Biometrics;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>
/// Reads a YuNet model, see <see cref="DetectorDecoder.Yunet"/>. A cell's box has its centre at (column + dx, row + dy) and the size
/// (e^w, e^h), all in strides; its score is √(class × objectness). Its boxes are UltraFace's within a few per cent (see the model card),
/// so what is tuned to those stays right.
/// </summary>
internal sealed class YunetDecoder(ModelDescription model) : IDetectionDecoder
{
    private readonly int _width = model.Input.Width;

    public int Capacity { get; } = Enumerable.Range(0, YunetOutputs.Levels).Sum(level => YunetOutputs.Cells(model.Input, level));

    public int Decode(IReadOnlyList<float[]> outputs, float minimumScore, Span<DetectedFace> found)
    {
        var count = 0;
        for (var level = 0; level < YunetOutputs.Levels; level++)
        {
            ReadOnlySpan<float> classes = outputs[YunetOutputs.Classes(level)];
            ReadOnlySpan<float> objectness = outputs[YunetOutputs.Objectness(level)];
            ReadOnlySpan<float> boxes = outputs[YunetOutputs.Boxes(level)];
            var stride = YunetOutputs.Stride(level);
            var columns = _width / stride;
            for (var cell = 0; cell < classes.Length; cell++)
            {
                var score = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objectness[cell], 0, 1));
                if (score >= minimumScore)
                {
                    var (row, column) = Math.DivRem(cell, columns);
                    var box = Box(boxes.Slice(4 * cell, 4), column, row, stride);
                    if (float.IsFinite(box.Left + box.Top + box.Area))
                    {
                        found[count++] = new DetectedFace(box, score);
                    }
                }
            }
        }

        return count;
    }

    private static FaceBox Box(ReadOnlySpan<float> cell, int column, int row, int stride)
    {
        var (width, height) = (MathF.Exp(cell[2]) * stride, MathF.Exp(cell[3]) * stride);
        return new FaceBox(((column + cell[0]) * stride) - (width / 2), ((row + cell[1]) * stride) - (height / 2), width, height);
    }
}
