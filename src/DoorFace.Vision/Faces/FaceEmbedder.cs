using DoorFace.Core.Imaging;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Faces;

/// <summary>Turns one face into features of unit length.</summary>
internal sealed class FaceEmbedder : IDisposable
{
    private readonly ModelSession _session;
    private readonly FrameSampler _sampler;

    public FaceEmbedder(ModelSession session)
    {
        _session = session;
        _sampler = new FrameSampler(session.Description.Input);
    }

    /// <summary>Features of an embedding.</summary>
    public int Dimension => _session.Description.Outputs[0].Shape[1];

    /// <summary>Writes the features of the face with these landmarks.</summary>
    /// <returns>False when the landmarks make no face.</returns>
    /// <exception cref="ModelException">The model failed, or gave features without a length.</exception>
    public bool Embed(Frame frame, ReadOnlySpan<float> landmarks, Span<float> features)
    {
        if (FaceAligner.InputToFrame(landmarks, _sampler.Width) is not { } toFrame)
        {
            return false;
        }

        _sampler.Warp(frame, toFrame, _session.Input);
        _session.Run();
        var output = _session.Output(0);
        output.CopyTo(features);
        output.Clear();
        _session.Require(Core.Biometrics.Embedding.TryNormalize(features));
        return true;
    }

    /// <summary>Leaves nothing of the last face in memory.</summary>
    /// <param name="blank">A frame without a picture, of the size of those before.</param>
    public void Zeroize(Frame blank)
    {
        _sampler.Zeroize(blank, _session.Input);
        _session.Zeroize();
    }

    public void Dispose() => _session.Dispose();
}
