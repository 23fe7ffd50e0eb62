using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Resizes a rectangle of a frame of luma and chroma into a model's input: each channel by itself, at its own size, then the colours of
/// each pixel. A sample of chroma stands in the middle of the pixels it is for, as in JPEG and MPEG-1.
/// </summary>
internal sealed class YuvRectangleSampler(YuvPacker packer)
{
    private readonly PlaneResizer _lumaResizer = new();
    private readonly PlaneResizer _chromaResizer = new();
    private readonly float[] _luma = GC.AllocateArray<float>(packer.Width, pinned: true);
    private readonly float[] _u = GC.AllocateArray<float>(packer.Width, pinned: true);
    private readonly float[] _v = GC.AllocateArray<float>(packer.Width, pinned: true);

    /// <summary>Fills the input's first rows and columns; the rest stays as it is.</summary>
    /// <param name="frame">Of any format but <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="source">The rectangle; what lies outside of the frame repeats the frame's edge.</param>
    /// <param name="columns">1 to the input's width.</param>
    /// <param name="rows">1 to the input's height.</param>
    /// <param name="tensor">The whole input.</param>
    public void Sample(Frame frame, FaceBox source, int columns, int rows, Span<float> tensor)
    {
        packer.Prepare(frame.Coding);
        var luma = frame.Luma;
        var u = frame.ChromaU;
        var v = frame.ChromaV;
        Prepare(_lumaResizer, luma, frame, source, columns, rows);
        if (packer.UsesChroma)
        {
            Prepare(_chromaResizer, u, frame, source, columns, rows);
        }

        for (var y = 0; y < rows; y++)
        {
            _lumaResizer.Row(luma, y, _luma.AsSpan(0, columns));
            if (packer.UsesChroma)
            {
                _chromaResizer.Row(u, y, _u.AsSpan(0, columns));
                _chromaResizer.Row(v, y, _v.AsSpan(0, columns));
            }

            packer.PackRow(_luma.AsSpan(0, columns), _u, _v, tensor, y);
        }
    }

    private static void Prepare(PlaneResizer resizer, FramePlane plane, Frame frame, FaceBox source, int columns, int rows)
    {
        var (x, y) = ((float)plane.Width / frame.Width, (float)plane.Height / frame.Height);
        resizer.Prepare(plane, source.Left * x, source.Top * y, source.Width * x, source.Height * y, columns, rows);
    }
}
