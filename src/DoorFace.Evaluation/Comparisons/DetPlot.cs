using System.Globalization;
using DoorFace.Evaluation.Drawing;
using SkiaSharp;

namespace DoorFace.Evaluation.Comparisons;

/// <summary>Draws DET curves: false non-match rate against false match rate, both logarithmic.</summary>
public static class DetPlot
{
    private const int Width = 1000;
    private const int Height = 760;
    private const double LowestFalseMatchRate = 1e-6;
    private const double LowestFalseNonMatchRate = 1e-4;
    private const float SmallText = 10;

    private static readonly SKRect Area = new(110, 80, Width - 40, Height - 90);
    private static readonly SKColor Ink = new(0x22, 0x22, 0x22);
    private static readonly SKColor GridLine = new(0xDD, 0xDD, 0xDD);
    private static readonly SKColor[] CurveColours = [new(0x00, 0x5A, 0xB5), new(0xDC, 0x32, 0x20)];

    /// <summary>A PNG picture, 1000 by 760 pixels.</summary>
    /// <param name="title">Data set and model.</param>
    /// <param name="curves">At least one; of two the first is the better one, and lies lower.</param>
    public static byte[] Draw(string title, IReadOnlyList<DetCurve> curves)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        StrokeFont.Draw(canvas, title, Width / 2f, 40, 15, Ink, SKTextAlign.Center);
        DrawAxes(canvas);
        for (var i = 0; i < curves.Count; i++)
        {
            DrawCurve(canvas, curves[i], CurveColours[i % CurveColours.Length], isLower: i == 0 && curves.Count > 1);
        }

        DrawLegend(canvas, curves);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void DrawAxes(SKCanvas canvas)
    {
        using var grid = Stroke(GridLine, 1);
        for (var rate = LowestFalseMatchRate; rate < 2; rate *= 10)
        {
            canvas.DrawLine(X(rate), Area.Top, X(rate), Area.Bottom, grid);
            StrokeFont.Draw(canvas, Tick(rate), X(rate), Area.Bottom + 24, SmallText, Ink, SKTextAlign.Center);
        }

        for (var rate = LowestFalseNonMatchRate; rate < 2; rate *= 10)
        {
            canvas.DrawLine(Area.Left, Y(rate), Area.Right, Y(rate), grid);
            StrokeFont.Draw(canvas, Tick(rate), Area.Left - 12, Y(rate) + (SmallText / 2), SmallText, Ink, SKTextAlign.Right);
        }

        using var equal = Stroke(GridLine, 1.5f);
        equal.PathEffect = SKPathEffect.CreateDash([8, 6], 0);
        canvas.DrawLine(X(LowestFalseNonMatchRate), Y(LowestFalseNonMatchRate), X(1), Y(1), equal);
        using var frame = Stroke(Ink, 1.5f);
        canvas.DrawRect(Area, frame);
        StrokeFont.Draw(canvas, "False match rate (FMR)", Area.MidX, Height - 30, 12, Ink, SKTextAlign.Center);
        canvas.Save();
        canvas.RotateDegrees(-90, 36, Area.MidY);
        StrokeFont.Draw(canvas, "False non-match rate (FNMR)", 36, Area.MidY, 12, Ink, SKTextAlign.Center);
        canvas.Restore();
    }

    private static void DrawCurve(SKCanvas canvas, DetCurve curve, SKColor colour, bool isLower)
    {
        using var outline = new SKPathBuilder();
        for (var i = 0; i < curve.Points.Count; i++)
        {
            if (i == 0)
            {
                outline.MoveTo(At(curve.Points[i]));
            }
            else
            {
                outline.LineTo(At(curve.Points[i]));
            }
        }

        using var path = outline.Detach();
        using var line = Stroke(colour, 2.5f);
        canvas.Save();
        canvas.ClipRect(SKRect.Inflate(Area, 0, 2));
        canvas.DrawPath(path, line);
        canvas.Restore();

        using var dot = new SKPaint { Color = colour, IsAntialias = true };
        foreach (var point in curve.Marked)
        {
            canvas.DrawCircle(At(point), 5, dot);
            // Figures stand right of and above the upper curve, left of and below the lower one, but not below the axis.
            var at = At(point);
            var (x, y, align) = isLower ? (at.X - 9, Math.Min(at.Y + 19, Area.Bottom - 9), SKTextAlign.Right) : (at.X + 9, at.Y - 9, SKTextAlign.Left);
            StrokeFont.Draw(canvas, Percent(point.FalseNonMatchRate), x, y, SmallText, colour, align);
        }
    }

    private static void DrawLegend(SKCanvas canvas, IReadOnlyList<DetCurve> curves)
    {
        var left = Area.Right - 20 - curves.Max(curve => StrokeFont.Measure(curve.Label, SmallText));
        for (var i = 0; i < curves.Count; i++)
        {
            var baseline = Area.Top + 26 + (i * 24);
            using var line = Stroke(CurveColours[i % CurveColours.Length], 2.5f);
            canvas.DrawLine(left - 45, baseline - (SmallText / 2), left - 10, baseline - (SmallText / 2), line);
            StrokeFont.Draw(canvas, curves[i].Label, left, baseline, SmallText, Ink);
        }
    }

    private static SKPoint At(DetCurve.Point point) => new(X(point.FalseMatchRate), Y(point.FalseNonMatchRate));

    private static float X(double rate) => Area.Left + (Area.Width * Along(rate, LowestFalseMatchRate));

    private static float Y(double rate) => Area.Bottom - (Area.Height * Along(rate, LowestFalseNonMatchRate));

    // A rate of zero has no place on a logarithmic axis; it is drawn at its end.
    private static float Along(double rate, double lowest) => (float)(Math.Log10(Math.Max(rate, lowest) / lowest) / -Math.Log10(lowest));

    private static string Tick(double rate) => $"1E{Math.Round(Math.Log10(rate)).ToString(CultureInfo.InvariantCulture)}".Replace("1E0", "1", StringComparison.Ordinal);

    private static string Percent(double rate) => (rate * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static SKPaint Stroke(SKColor colour, float width) => new() { Color = colour, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = width };
}
