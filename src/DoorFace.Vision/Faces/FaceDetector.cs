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
    private readonly PlanarPacker _packer;
    private readonly RectangleSampler _sampler;
    private readonly HalfSampler _halfSampler;
    private readonly float _minimumScore;
    private readonly float _overlapLimit;
    private readonly DetectedFace[] _found;
    private Letterbox _letterbox;

    public FaceDetector(ModelSession session, float minimumScore, float overlapLimit)
    {
        _session = session;
        _decoder = DecoderOf(session.Description);
        _packer = new PlanarPacker(session.Description.Input);
        _sampler = new RectangleSampler(_packer);
        _halfSampler = new HalfSampler(_packer);
        _minimumScore = minimumScore;
        _overlapLimit = overlapLimit;
        _found = new DetectedFace[_decoder.Capacity];
    }

    /// <summary>Writes the faces of a frame, the largest first.</summary>
    /// <returns>How many; never more than there is room for.</returns>
    public int Detect(Frame frame, Span<DetectedFace> faces)
    {
        Fill(frame);
        _session.Run();
        var found = _found.AsSpan(0, Collect());
        found.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        var count = NonMaximumSuppression.Apply(found, _overlapLimit, faces);
        faces[..count].Sort(static (a, b) => b.Box.Area.CompareTo(a.Box.Area));
        return count;
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
        var letterbox = Letterbox.Fit(frame.Width, frame.Height, _packer.Width, _packer.Height);
        if (letterbox != _letterbox)
        {
            // Pixels beyond the frame stay black from here on.
            _session.Input.Fill(_packer.Black);
            _letterbox = letterbox;
        }

        if (_halfSampler.Fits(frame) && letterbox.Columns * 2 == frame.Width && letterbox.Rows * 2 == frame.Height)
        {
            _halfSampler.Sample(frame, _session.Input);
        }
        else
        {
            var whole = new FaceBox(0, 0, frame.Width, frame.Height);
            _sampler.Sample(frame, whole, letterbox.Columns, letterbox.Rows, _session.Input);
        }
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
