using System.Collections.Concurrent;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.FakeRpicam;

/// <summary>The frames that are written.</summary>
internal sealed class Film(CommandLine options)
{
    // As many as rpicam-vid asks for.
    private const int Buffers = 6;

    private readonly int _width = (int)options.Number("width", 640);
    private readonly int _height = (int)options.Number("height", 480);
    private readonly double _rate = Fate.Number("RATE") ?? options.Number("framerate", 30);

    public void Play()
    {
        using var output = Console.OpenStandardOutput();
        using var waiting = new BlockingCollection<byte[]>(Buffers);
        var writer = Task.Run(() =>
        {
            foreach (var frame in waiting.GetConsumingEnumerable())
                output.Write(frame);
        });
        var frames = Fate.Number("FRAMES") ?? int.MaxValue;
        using var film = (Fate.Text("FILE") is { } file ? FromFile(file) : Counting()).GetEnumerator();
        for (var i = 0; i < frames; i++)
        {
            film.MoveNext();
            if (Fate.Text("LIVE") is null)
                output.Write(film.Current);
            else
                waiting.TryAdd([.. film.Current]);
            if (_rate > 0)
                Thread.Sleep(TimeSpan.FromSeconds(1 / _rate));
        }

        waiting.CompleteAdding();
        writer.Wait();
        if (Fate.Text("THEN") == "stall")
            Thread.Sleep(Timeout.Infinite);
        if (Fate.Text("THEN") == "half" && film.MoveNext())
            output.Write(film.Current.AsSpan(0, film.Current.Length / 2));
    }

    private IEnumerable<byte[]> Counting()
    {
        var pixels = new byte[Frame.SizeInBytes(FrameFormat.Yuv420, _width, _height)];
        Array.Fill(pixels, (byte)128);
        for (byte luma = 1; ; luma = (byte)((luma % 250) + 1))
        {
            pixels.AsSpan(0, _width * _height).Fill(luma);
            yield return pixels;
        }
    }

    private IEnumerable<byte[]> FromFile(string file)
    {
        while (true)
            foreach (var pixels in Path.GetExtension(file) == ".y4m" ? Y4m(file) : Raw(file))
                yield return pixels;
    }

    private IEnumerable<byte[]> Y4m(string file)
    {
        foreach (var frame in new Y4mRecording(file))
        {
            using (frame)
                yield return (frame.Width, frame.Height) == (_width, _height)
                    ? frame.Pixels.ToArray()
                    : throw new InvalidOperationException($"{file} is {frame.Width}x{frame.Height}, not {_width}x{_height}");
        }
    }

    private IEnumerable<byte[]> Raw(string file)
    {
        using var raw = File.OpenRead(file);
        var pixels = new byte[Frame.SizeInBytes(FrameFormat.Yuv420, _width, _height)];
        if (raw.Length < pixels.Length)
            throw new InvalidOperationException($"{file} holds no whole frame");
        while (raw.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false) == pixels.Length)
            yield return pixels;
    }
}
