using DoorFace.Device.Camera;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using SkiaSharp;

namespace DoorFace.Host.Tests.Recognition;

/// <summary>Damaged films.</summary>
public sealed class RecordingFuzzTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-films-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_damaged_film_is_refused_or_shown_to_where_it_is_damaged()
    {
        var frame = (byte[])[.. "FRAME\n"u8, .. new byte[4 * 2 * 3 / 2]];
        Replay("film.y4m", [.. "YUV4MPEG2 W4 H2 F15:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\n"u8, .. frame, .. frame, .. frame]);
    }

    [Fact]
    public void A_damaged_film_of_jpegs_is_refused_or_shown_to_where_it_is_damaged()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(24, 16, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        var picture = data.ToArray();
        Replay("film.mjpeg", [.. picture, .. picture, .. picture]);
    }

    private void Replay(string name, byte[] film) => Fuzz.Try(
        Fuzz.Mutated(film),
        damaged =>
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllBytes(path, damaged);
            try
            {
                foreach (var frame in Recordings.Open(path, new ImageDecoder()).Frames)
                {
                    frame.Dispose();
                }
            }
            catch (CameraException refusal)
            {
                Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
            }
        },
        times: 300);
}
