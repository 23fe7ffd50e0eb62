using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Fills a model's input from a turned and scaled square of a frame of luma and chroma: each channel by itself, at its own size and
/// density, then the colours of each pixel.
/// </summary>
internal sealed class YuvWarpSampler(YuvPacker packer)
{
    // Whole vectors, whose last lanes may be for pixels that are not there.
    private readonly float[] _luma = GC.AllocateArray<float>(PlaneWarp.Padded(packer.Width), pinned: true);
    private readonly float[] _u = GC.AllocateArray<float>(PlaneWarp.Padded(packer.Width), pinned: true);
    private readonly float[] _v = GC.AllocateArray<float>(PlaneWarp.Padded(packer.Width), pinned: true);

    /// <summary>Fills the whole input.</summary>
    /// <param name="frame">Of any format but <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="inputToFrame">From input to frame coordinates.</param>
    /// <param name="tensor">The whole input.</param>
    public void Sample(Frame frame, SimilarityTransform inputToFrame, Span<float> tensor)
    {
        packer.Prepare(frame.Coding);
        var luma = new PlaneWarp(frame.Luma, frame, inputToFrame);
        var u = new PlaneWarp(frame.ChromaU, frame, inputToFrame);
        var v = new PlaneWarp(frame.ChromaV, frame, inputToFrame);
        for (var y = 0; y < packer.Height; y++)
        {
            luma.Row(y, _luma);
            if (packer.UsesChroma)
            {
                u.Row(y, _u);
                v.Row(y, _v);
            }

            packer.PackRow(_luma.AsSpan(0, packer.Width), _u, _v, tensor, y);
        }
    }
}
