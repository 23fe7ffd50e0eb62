using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Fills a model's input from a part of a frame of any format, straight from the frame's bytes: no picture of the whole frame is made in
/// between. Allocates only when a frame is larger than all before. For one thread at a time.
/// </summary>
internal sealed class FrameSampler
{
    private readonly RgbaHalfSampler _rgbaHalf;
    private readonly RgbaRectangleSampler _rgbaRectangle;
    private readonly RgbaWarpSampler _rgbaWarp;
    private readonly YuvHalfSampler _yuvHalf;
    private readonly YuvRectangleSampler _yuvRectangle;
    private readonly YuvWarpSampler _yuvWarp;

    public FrameSampler(ModelInput input)
    {
        (Width, Height, Black) = (input.Width, input.Height, -input.Mean / input.Deviation);
        var rgba = new RgbaPacker(input);
        (_rgbaHalf, _rgbaRectangle, _rgbaWarp) = (new RgbaHalfSampler(rgba), new RgbaRectangleSampler(rgba), new RgbaWarpSampler(rgba));
        var yuv = new YuvPacker(input);
        (_yuvHalf, _yuvRectangle, _yuvWarp) = (new YuvHalfSampler(yuv), new YuvRectangleSampler(yuv), new YuvWarpSampler(yuv));
    }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>What a black pixel becomes.</summary>
    public float Black { get; }

    /// <summary>Resizes a rectangle into the input's first rows and columns; the rest stays as it is. See <see cref="AxisTaps"/> for how.</summary>
    /// <param name="frame">Where from.</param>
    /// <param name="source">The rectangle in frame pixels; what lies outside of the frame repeats the frame's edge.</param>
    /// <param name="columns">1 to the input's width.</param>
    /// <param name="rows">1 to the input's height.</param>
    /// <param name="tensor">The whole input.</param>
    public void Rectangle(Frame frame, FaceBox source, int columns, int rows, Span<float> tensor)
    {
        var halved = Halves(frame, source, columns, rows);
        if (frame.Format == FrameFormat.Rgba32)
        {
            if (halved)
            {
                _rgbaHalf.Sample(frame, tensor);
            }
            else
            {
                _rgbaRectangle.Sample(frame, source, columns, rows, tensor);
            }
        }
        else if (halved)
        {
            _yuvHalf.Sample(frame, tensor);
        }
        else
        {
            _yuvRectangle.Sample(frame, source, columns, rows, tensor);
        }
    }

    /// <summary>
    /// Fills the whole input from a turned and scaled square, interpolating between the four nearest pixels; see
    /// <see cref="WarpDensity"/> for how it shrinks. Outside of the frame its edge goes on.
    /// </summary>
    /// <param name="frame">At least 2 by 2 pixels.</param>
    /// <param name="inputToFrame">From continuous input coordinates (the centre of the first pixel is at 0.5, 0.5) to frame coordinates.</param>
    /// <param name="tensor">The whole input.</param>
    public void Warp(Frame frame, SimilarityTransform inputToFrame, Span<float> tensor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(frame.Width, frame.Height), 2, nameof(frame));
        if (frame.Format == FrameFormat.Rgba32)
        {
            _rgbaWarp.Sample(frame, inputToFrame, tensor);
        }
        else
        {
            _yuvWarp.Sample(frame, inputToFrame, tensor);
        }
    }

    /// <summary>Overwrites what earlier pictures left in the rows in between.</summary>
    /// <param name="blank">A frame without a picture, of the size of those before.</param>
    /// <param name="tensor">The whole input; it is overwritten too.</param>
    public void Zeroize(Frame blank, Span<float> tensor)
    {
        // A little more than the frame: all of its columns, and never the way of a frame that halves.
        Rectangle(blank, new FaceBox(0, 0, blank.Width + 1, blank.Height + 1), Width, Height, tensor);
        Warp(blank, SimilarityTransform.Identity, tensor);
    }

    /// <summary>Whether the whole frame shrinks to exactly its half: the camera's usual size at the detector, worth code of its own.</summary>
    internal static bool Halves(Frame frame, FaceBox source, int columns, int rows) =>
        source == new FaceBox(0, 0, frame.Width, frame.Height) && columns * 2 == frame.Width && rows * 2 == frame.Height;
}
