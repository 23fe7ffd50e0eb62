using System.Numerics.Tensors;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>Tells a live face from a print or a screen by one picture of it and its surroundings (MiniFASNet).</summary>
internal sealed class LivenessScorer : IDisposable
{
    // Side of the square in heights of the face's box: the edge of a print or a screen has to be in the picture.
    private const float Surroundings = 2.7f;

    private const int Live = 0;

    private readonly ModelSession _session;
    private readonly FrameSampler _sampler;

    public LivenessScorer(ModelSession session)
    {
        _session = session;
        _sampler = new FrameSampler(session.Description.Input);
    }

    /// <summary>0 (presentation attack) to 1 (live).</summary>
    /// <exception cref="ModelException">The model failed, or gave no numbers.</exception>
    public float Score(Frame frame, FaceBox face)
    {
        _sampler.Rectangle(frame, SquareInside(frame.Width, frame.Height, face), _sampler.Width, _sampler.Height, _session.Input);
        _session.Run();
        _session.Require(TensorPrimitives.IsFiniteAll<float>(_session.Output(0)));
        return Softmax(_session.Output(0), Live);
    }

    /// <summary>Leaves nothing of the last face in memory.</summary>
    /// <param name="blank">A frame without a picture, of the size of those before.</param>
    public void Zeroize(Frame blank)
    {
        _sampler.Zeroize(blank, _session.Input);
        _session.Zeroize();
    }

    public void Dispose() => _session.Dispose();

    /// <summary>
    /// The square around a face, moved into the frame where it reaches over its edge and made smaller where the frame is: invented
    /// pixels would tell the model of an edge that is not there.
    /// </summary>
    internal static FaceBox SquareInside(int width, int height, FaceBox face)
    {
        var side = MathF.Min(Surroundings * face.Height, Math.Min(width, height));
        var left = Math.Clamp(face.CenterX - (side / 2), 0, width - side);
        var top = Math.Clamp(face.CenterY - (side / 2), 0, height - side);
        return new FaceBox(left, top, side, side);
    }

    private static float Softmax(ReadOnlySpan<float> logits, int index)
    {
        var sum = 0f;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - logits[index]);
        }

        return 1 / sum;
    }
}
