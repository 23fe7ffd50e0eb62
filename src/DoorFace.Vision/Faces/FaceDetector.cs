using System.Numerics.Tensors;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>Finds faces with any model that has a decoder: the frame stands in the input's top-left corner, the rest is black.</summary>
internal sealed class FaceDetector : IDisposable
{
    private readonly ModelSession _session;
    private readonly IDetectionDecoder _decoder;
    private readonly FrameSampler _sampler;
    private readonly float _minimumScore;
    private readonly float _overlapLimit;
    private readonly DetectedFace[] _found;
    private Letterbox _letterbox;

    public FaceDetector(ModelSession session, float minimumScore, float overlapLimit)
    {
        _session = session;
        _decoder = DecoderOf(session.Description);
        _sampler = new FrameSampler(session.Description.Input);
        _minimumScore = minimumScore;
        _overlapLimit = overlapLimit;
        _found = new DetectedFace[_decoder.Capacity];
    }

    /// <summary>Writes the faces of a frame, the largest first.</summary>
    /// <returns>How many; never more than there is room for.</returns>
    /// <exception cref="ModelException">The model failed, or gave no numbers.</exception>
    public int Detect(Frame frame, Span<DetectedFace> faces)
    {
        Fill(frame);
        _session.Run();
        for (var i = 0; i < _session.Outputs.Count; i++)
        {
            _session.Require(TensorPrimitives.IsFiniteAll<float>(_session.Output(i)));
        }

        var found = _found.AsSpan(0, Collect());
        found.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        var count = NonMaximumSuppression.Apply(found, _overlapLimit, faces);
        faces[..count].Sort(static (a, b) => b.Box.Area.CompareTo(a.Box.Area));
        return count;
    }

    /// <summary>Leaves nothing of the last frame in memory.</summary>
    /// <param name="blank">A frame without a picture, of the size of those before.</param>
    public void Zeroize(Frame blank)
    {
        Fill(blank);
        _session.Zeroize();
        Array.Clear(_found);
        // The border is no longer black but zero.
        _letterbox = default;
    }

    public void Dispose() => _session.Dispose();

    private static IDetectionDecoder DecoderOf(ModelDescription model) => model.Decoder switch
    {
        DetectorDecoder.Ultraface => new UltrafaceDecoder(model),
        DetectorDecoder.Yunet => new YunetDecoder(model),
        _ => throw new ArgumentOutOfRangeException(nameof(model), model.Decoder, "Unknown decoder."),
    };

    private void Fill(Frame frame)
    {
        var letterbox = Letterbox.Fit(frame.Width, frame.Height, _sampler.Width, _sampler.Height);
        if (letterbox != _letterbox)
        {
            // Pixels beyond the frame stay black from here on.
            _session.Input.Fill(_sampler.Black);
            _letterbox = letterbox;
        }

        var whole = new FaceBox(0, 0, frame.Width, frame.Height);
        _sampler.Rectangle(frame, whole, letterbox.Columns, letterbox.Rows, _session.Input);
    }

    private int Collect()
    {
        var count = _decoder.Decode(_session.Outputs, _minimumScore, _found);
        foreach (ref var face in _found.AsSpan(0, count))
        {
            face = face with { Box = _letterbox.ToFrame(face.Box) };
        }

        return count;
    }
}
