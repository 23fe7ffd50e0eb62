using DoorFace.Core.Biometrics;
using DoorFace.Evaluation.Drawing;
using SkiaSharp;

namespace DoorFace.Simulator.Demo;

/// <summary>Draws the scenes of a demonstration as one picture: a row a scene, boxes, scores and the strike's state in each frame.</summary>
internal static class FilmStrip
{
    private const int Columns = 5;
    private const int CellWidth = 320;
    private const int CellHeight = 240;
    private const int Gap = 8;
    private const int TitleHeight = 30;

    private static readonly SKColor Green = new(0x3d, 0xc9, 0x6c);
    private static readonly SKColor Red = new(0xe0, 0x56, 0x4f);
    private static readonly SKColor Grey = new(0xb8, 0xbe, 0xc6);
    private static readonly SKColor Dark = new(0x1c, 0x1f, 0x24);

    /// <summary>Writes the strip as PNG.</summary>
    /// <param name="scenes">Titles and frames, in order.</param>
    /// <param name="path">The file.</param>
    /// <param name="maskFaces">Covers every face, for a picture that may be shown to others.</param>
    public static void Write(IReadOnlyList<(string Title, IReadOnlyList<FilmFrame> Frames)> scenes, string path, bool maskFaces)
    {
        var rowHeight = TitleHeight + CellHeight + Gap;
        using var surface = SKSurface.Create(new SKImageInfo((Columns * (CellWidth + Gap)) + Gap, (scenes.Count * rowHeight) + Gap));
        surface.Canvas.Clear(Dark);
        for (var row = 0; row < scenes.Count; row++)
        {
            var top = Gap + (row * rowHeight);
            StrokeFont.Draw(surface.Canvas, scenes[row].Title, Gap, top + 18, 11, Grey);
            var column = 0;
            foreach (var frame in Pick(scenes[row].Frames))
            {
                Draw(surface.Canvas, frame, Gap + (column++ * (CellWidth + Gap)), top + TitleHeight - 4, maskFaces);
            }
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        var unfinished = path + ".part";
        using (var file = File.Create(unfinished))
        {
            png.SaveTo(file);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Frames evenly spread over the scene; the one in which the door was opened takes the place of its neighbour.</summary>
    private static FilmFrame[] Pick(IReadOnlyList<FilmFrame> frames)
    {
        var picked = Enumerable.Range(0, Columns).Select(i => frames[i * (frames.Count - 1) / (Columns - 1)]).ToArray();
        if (frames.FirstOrDefault(frame => frame.Granted) is { } opened)
        {
            picked[Array.FindIndex(picked, frame => frame.Sequence >= opened.Sequence)] = opened;
        }

        return picked;
    }

    private static void Draw(SKCanvas canvas, FilmFrame frame, int left, int top, bool maskFaces)
    {
        canvas.Save();
        canvas.Translate(left, top);
        canvas.ClipRect(new SKRect(0, 0, CellWidth, CellHeight));
        using (var picture = SKImage.FromBitmap(frame.Picture))
        {
            canvas.DrawImage(picture, new SKRect(0, 0, CellWidth, CellHeight), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        var scale = (float)CellWidth / frame.Picture.Width;
        for (var i = 0; i < frame.Faces.Count; i++)
        {
            DrawFace(canvas, frame.Faces[i], scale, i == 0 && frame.Granted ? Green : i == 0 ? Red : Grey, maskFaces);
        }

        DrawBar(canvas, frame);
        canvas.Restore();
    }

    private static void DrawFace(SKCanvas canvas, FaceBox face, float scale, SKColor colour, bool mask)
    {
        var box = new SKRect(face.Left * scale, face.Top * scale, face.Right * scale, face.Bottom * scale);
        if (mask)
        {
            using var fill = new SKPaint { Color = new SKColor(0x70, 0x76, 0x80), IsAntialias = true };
            canvas.DrawOval(new SKRect(box.Left - (box.Width * 0.15f), box.Top - (box.Height * 0.15f), box.Right + (box.Width * 0.15f), box.Bottom + (box.Height * 0.1f)), fill);
        }

        using var line = new SKPaint { Color = colour, Style = SKPaintStyle.Stroke, StrokeWidth = 2, IsAntialias = true };
        canvas.DrawRect(box, line);
    }

    private static void DrawBar(SKCanvas canvas, FilmFrame frame)
    {
        using var shade = new SKPaint { Color = Dark.WithAlpha(0xd0) };
        canvas.DrawRect(new SKRect(0, CellHeight - 24, CellWidth, CellHeight), shade);
        using var lamp = new SKPaint { Color = frame.StrikeReleased ? Green : Red, IsAntialias = true };
        canvas.DrawCircle(12, CellHeight - 12, 5, lamp);
        StrokeFont.Draw(canvas, frame.StrikeReleased ? "released" : "secured", 23, CellHeight - 8, 9, SKColors.White);
        StrokeFont.Draw(canvas, frame.Caption, CellWidth - 6, CellHeight - 8, 9, SKColors.White, SKTextAlign.Right);
    }
}
