using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Evaluation.Pictures;
using DoorFace.Simulator.Camera;
using DoorFace.Vision;
using SkiaSharp;

namespace DoorFace.Simulator.Film;

/// <summary>A sample photograph with the faces in it, from left to right.</summary>
internal sealed class Photograph : IDisposable
{
    private readonly Frame _frame;
    private readonly FaceAnalyzer _analyzer;
    private readonly FaceAnalysis _analysis = new();

    public Photograph(FileInfo file, FaceAnalyzer analyzer)
    {
        (_frame, _analyzer) = (new ImageDecoder().Read(file.FullName, file.FullName), analyzer);
        analyzer.Detect(_frame, _analysis);
        Faces = [.. _analysis.Faces.ToArray().Select(face => face.Box).OrderBy(box => box.CenterX)];
    }

    public Frame Frame => _frame;

    public IReadOnlyList<FaceBox> Faces { get; }

    /// <summary>Everybody but these.</summary>
    public IReadOnlyList<FaceBox> AllBut(params FaceBox[] people) => [.. Faces.Except(people)];

    /// <summary>The head of one of the <see cref="Faces"/>, to be turned.</summary>
    /// <exception cref="ImageFormatException">Its features cannot be made out.</exception>
    public TurningHead HeadOf(FaceBox face)
    {
        Describe(face);
        return new TurningHead(_analysis.Landmarks);
    }

    /// <summary>By how much one of the <see cref="Faces"/> leans over, degrees clockwise.</summary>
    /// <exception cref="ImageFormatException">Its features cannot be made out.</exception>
    public float LeanOf(FaceBox face)
    {
        Describe(face);
        return _analysis.Observation.Roll;
    }

    /// <summary>Cuts one person out and writes the portrait, with the head held upright, as PNG.</summary>
    public void SavePortrait(FaceBox face, string path)
    {
        var margin = face.Height * 0.6f;
        var left = (int)Math.Max(0, face.Left - margin);
        var top = (int)Math.Max(0, face.Top - margin);
        var right = (int)Math.Min(_frame.Width, face.Right + margin);
        var bottom = (int)Math.Min(_frame.Height, face.Bottom + margin);
        using var cut = new Frame(FrameFormat.Rgba32, right - left, bottom - top);
        for (var y = top; y < bottom; y++)
        {
            _frame.Pixels.Slice((y * _frame.Stride) + (left * 4), cut.Stride).CopyTo(cut.Pixels[((y - top) * cut.Stride)..]);
        }

        using var upright = PictureTurner.Turn(cut, -LeanOf(face));
        using var portrait = new SKBitmap(new SKImageInfo(cut.Width, cut.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        upright.Pixels.CopyTo(portrait.GetPixelSpan());
        using var png = portrait.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }

    public void Dispose() => _frame.Dispose();

    private void Describe(FaceBox face)
    {
        var index = _analysis.Faces.ToArray().ToList().FindIndex(found => found.Box == face);
        if (!_analyzer.Describe(_frame, _analysis, index))
        {
            throw new ImageFormatException("The face's eyes, nose and mouth cannot be made out; give a photograph that shows it larger or sharper.");
        }
    }
}
