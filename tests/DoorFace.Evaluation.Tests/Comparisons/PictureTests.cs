using DoorFace.Evaluation.Comparisons;
using DoorFace.Evaluation.Drawing;
using SkiaSharp;

namespace DoorFace.Evaluation.Tests.Comparisons;

public sealed class PictureTests
{
    [Fact]
    public void A_det_plot_shows_its_title_and_its_curves_in_different_colours()
    {
        DetCurve.Point[] better = [new(1e-5, 0.02), new(1e-3, 0.002), new(1, 0)];
        DetCurve.Point[] worse = [new(1e-5, 0.2), new(1e-3, 0.02), new(1, 0)];

        using var picture = SKBitmap.Decode(DetPlot.Draw("lfw-dev", [new DetCurve("better", better, []), new DetCurve("worse", worse, [])]));

        Assert.Equal((1000, 760), (picture.Width, picture.Height));
        Assert.True(Count(picture, new SKRectI(300, 20, 700, 50), IsDark) > 50, "The title is drawn.");
        // FMR 1e-3 lies halfway along the axis of six decades; FNMR 0.002 and 0.02 lie below one another.
        Assert.Equal((1, 0), ColoursAt(picture, 535, 80 + (590 * 2.699 / 4)));
        Assert.Equal((0, 1), ColoursAt(picture, 535, 80 + (590 * 1.699 / 4)));
    }

    [Fact]
    public void A_curve_falls_from_few_false_matches_to_all_of_them()
    {
        var scores = new ComparisonScores([[0.3f, 0.6f, 0.95f]], [.. Enumerable.Range(0, 1000).Select(i => i / 1000f)]);
        var result = ProtocolResult.Measure(1, 1, scores, new EvaluationOptions { Folder = "" });

        var curve = DetCurve.Of(result);

        Assert.Equal(new DetCurve.Point(0.001, 1), curve.Points[0]);
        Assert.Equal(new DetCurve.Point(1, 0), curve.Points[^1]);
        Assert.Contains(curve.Points, point => point.FalseMatchRate is > 0.39 and < 0.41 && point.FalseNonMatchRate == 1.0 / 3);
        Assert.Equal(curve.Points.OrderBy(point => point.FalseMatchRate).ThenByDescending(point => point.FalseNonMatchRate), curve.Points);
        Assert.Equal([0.01], curve.Marked.Select(point => point.FalseMatchRate));
    }

    [Fact]
    public void Every_letter_and_digit_has_a_glyph_of_its_own()
    {
        var pictures = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:-+=_/()%<>~".Select(c => Convert.ToHexString(Draw(c.ToString()).Bytes)).ToList();

        Assert.Equal(pictures.Count, pictures.Distinct().Count());
        Assert.Equal(Convert.ToHexString(Draw("~").Bytes), Convert.ToHexString(Draw("\u00e9").Bytes));
        Assert.Equal(0, Count(Draw(" "), new SKRectI(0, 0, 40, 60), IsDark));
    }

    private static SKBitmap Draw(string text)
    {
        var bitmap = new SKBitmap(40, 60);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        StrokeFont.Draw(canvas, text, 20, 40, 30, SKColors.Black, SKTextAlign.Center);
        return bitmap;
    }

    private static (int Blue, int Red) ColoursAt(SKBitmap picture, int x, double y)
    {
        var around = new SKRectI(x - 1, (int)y - 3, x + 2, (int)y + 4);
        return (Math.Min(1, Count(picture, around, c => c.Blue > c.Red + 80)), Math.Min(1, Count(picture, around, c => c.Red > c.Blue + 80)));
    }

    private static bool IsDark(SKColor colour) => colour.Red + colour.Green + colour.Blue < 300;

    private static int Count(SKBitmap picture, SKRectI area, Func<SKColor, bool> wanted) =>
        Enumerable.Range(area.Top, area.Height).Sum(y => Enumerable.Range(area.Left, area.Width).Count(x => wanted(picture.GetPixel(x, y))));
}
