using DoorFace.Core.Biometrics;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>Reads an UltraFace model, see <see cref="DetectorDecoder.Ultraface"/>.</summary>
internal sealed class UltrafaceDecoder(ModelDescription model) : IDetectionDecoder
{
    private const int Scores = 0;
    private const int Boxes = 1;

    private readonly ModelInput _input = model.Input;

    public int Capacity { get; } = model.Outputs[Scores].Shape[1];

    public int Decode(IReadOnlyList<float[]> outputs, float minimumScore, Span<DetectedFace> found)
    {
        ReadOnlySpan<float> scores = outputs[Scores];
        ReadOnlySpan<float> boxes = outputs[Boxes];
        var count = 0;
        for (var i = 0; i < Capacity; i++)
        {
            var score = scores[(2 * i) + 1];
            if (!(score >= minimumScore))
            {
                continue;
            }

            var (left, top, right, bottom) = (boxes[4 * i], boxes[(4 * i) + 1], boxes[(4 * i) + 2], boxes[(4 * i) + 3]);
            if (right > left && bottom > top)
            {
                var box = new FaceBox(left * _input.Width, top * _input.Height, (right - left) * _input.Width, (bottom - top) * _input.Height);
                if (float.IsFinite(box.Left + box.Top + box.Area))
                {
                    found[count++] = new DetectedFace(box, score);
                }
            }
        }

        return count;
    }
}
