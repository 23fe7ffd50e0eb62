using DoorFace.Core.Biometrics;

namespace DoorFace.Vision.Faces;

/// <summary>A frame shrunk or grown into the top-left corner of an input without changing its shape by more than a pixel.</summary>
/// <param name="FrameWidth">Of the frame.</param>
/// <param name="FrameHeight">Of the frame.</param>
/// <param name="Columns">Input columns that show the frame.</param>
/// <param name="Rows">Input rows that show the frame.</param>
internal readonly record struct Letterbox(int FrameWidth, int FrameHeight, int Columns, int Rows)
{
    public static Letterbox Fit(int frameWidth, int frameHeight, int inputWidth, int inputHeight)
    {
        var scale = Math.Min((float)inputWidth / frameWidth, (float)inputHeight / frameHeight);
        return new Letterbox(
            frameWidth,
            frameHeight,
            Math.Clamp((int)MathF.Round(frameWidth * scale), 1, inputWidth),
            Math.Clamp((int)MathF.Round(frameHeight * scale), 1, inputHeight));
    }

    /// <summary>Takes a box of the input, in its pixels, back to the frame.</summary>
    public FaceBox ToFrame(FaceBox box)
    {
        var (x, y) = ((float)FrameWidth / Columns, (float)FrameHeight / Rows);
        return new FaceBox(box.Left * x, box.Top * y, box.Width * x, box.Height * y);
    }

    /// <summary>Takes a box of the frame to the input.</summary>
    public FaceBox ToInput(FaceBox box)
    {
        var (x, y) = ((float)Columns / FrameWidth, (float)Rows / FrameHeight);
        return new FaceBox(box.Left * x, box.Top * y, box.Width * x, box.Height * y);
    }
}
