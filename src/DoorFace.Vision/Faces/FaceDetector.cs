using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>
/// Finds faces with an UltraFace model: the frame stands in the input's top-left corner, the rest is black; for each prior the model
/// gives the probabilities of background and face, and a decoded box, left, top, right, bottom, in shares of the input.
/// </summary>
internal sealed class FaceDetector : IDisposable
{
    private const int Scores = 0;
    private const int Boxes = 1;

    private readonly ModelSession _session;
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
        _packer = new PlanarPacker(session.Description.Input);
        _sampler = new RectangleSampler(_packer);
        _halfSampler = new HalfSampler(_packer);
        _minimumScore = minimumScore;
        _overlapLimit = overlapLimit;
        _found = new DetectedFace[session.Description.Outputs[Scores].Shape[1]];
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
        var scores = _session.Output(Scores);
        var boxes = _session.Output(Boxes);
        var count = 0;
        for (var i = 0; i < _found.Length; i++)
        {
            var score = scores[(2 * i) + 1];
            if (score < _minimumScore)
            {
                continue;
            }

            var (left, top, right, bottom) = (boxes[4 * i], boxes[(4 * i) + 1], boxes[(4 * i) + 2], boxes[(4 * i) + 3]);
            if (right > left && bottom > top)
            {
                var box = new FaceBox(left * _packer.Width, top * _packer.Height, (right - left) * _packer.Width, (bottom - top) * _packer.Height);
                _found[count++] = new DetectedFace(_letterbox.ToFrame(box), score);
            }
        }

        return count;
    }
}
