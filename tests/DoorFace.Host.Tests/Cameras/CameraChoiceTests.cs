using DoorFace.Core.Imaging;
using DoorFace.Host.Cameras;
using DoorFace.Host.Settings;
using DoorFace.Vision;
using SkiaSharp;

namespace DoorFace.Host.Tests.Cameras;

public sealed class CameraChoiceTests : IDisposable
{
    private const int Width = 32;
    private const int Height = 16;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-cameras-");

    public void Dispose() => _folder.Delete(recursive: true);

    // Which of the stored picture's corners, counted clockwise from the top left, is then at the top left.
    [Theory]
    [InlineData("film.y4m", 0, false, 0)]
    [InlineData("film.y4m", 90, false, 3)]
    [InlineData("film.y4m", 180, false, 2)]
    [InlineData("film.y4m", 270, false, 1)]
    [InlineData("film.y4m", 0, true, 2)]
    [InlineData("film.y4m", 180, true, 2)]
    [InlineData("film.mjpeg", 90, false, 3)]
    [InlineData("film.mjpeg", 270, false, 1)]
    [InlineData("pictures", 90, false, 3)]
    [InlineData("pictures", 0, true, 2)]
    public async Task Recordings_of_every_kind_are_turned_clockwise(string name, int rotation, bool upsideDown, int corner)
    {
        var settings = new CameraSettings { Path = Recording(name), Rotation = rotation, UpsideDown = upsideDown };
        await using var camera = CameraChoice.Create(settings, new ImageDecoder(), TimeProvider.System);
        await camera.StartAsync(TestContext.Current.CancellationToken);

        using var frame = camera.Read(TestContext.Current.CancellationToken)!;

        Assert.Equal(rotation is 90 or 270 ? (Height, Width) : (Width, Height), (frame.Width, frame.Height));
        Assert.Equal([.. Enumerable.Range(0, 4).Select(i => Levels[(corner + i) % 4])], Corners(frame));
    }

    [Fact]
    public void A_usb_camera_may_hang_as_it_likes()
    {
        Assert.Empty(CameraRulesOf(new CameraSettings { Path = "/dev/video0", UpsideDown = true }));
        Assert.Empty(CameraRulesOf(new CameraSettings { Path = "usb:any", Rotation = 90 }));
        Assert.Empty(CameraRulesOf(new CameraSettings { UpsideDown = true, Rotation = 180 }));
        Assert.Single(CameraRulesOf(new CameraSettings { UpsideDown = true, Rotation = 270 }));
    }

    private static int[] Levels => [40, 90, 150, 210];

    private static IEnumerable<string> CameraRulesOf(CameraSettings settings) => CameraRules.Contradictions(settings);

    private static int[] Corners(Frame frame)
    {
        var (right, below) = (frame.Width * 3 / 4, frame.Height * 3 / 4);
        return [LevelAt(frame, 2, 2), LevelAt(frame, right, 2), LevelAt(frame, right, below), LevelAt(frame, 2, below)];
    }

    /// <summary>The nearest of the levels: JPEG loses some.</summary>
    private static int LevelAt(Frame frame, int x, int y)
    {
        var value = frame.Format == FrameFormat.Rgba32 ? frame.Pixels[(y * frame.Stride) + (4 * x)] : frame.Luma.Bytes[(y * frame.Luma.Stride) + x];
        return Levels.MinBy(level => Math.Abs(level - value));
    }

    private string Recording(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        switch (Path.GetExtension(name))
        {
            case ".y4m":
                byte[] luma = [.. Enumerable.Range(0, Width * Height).Select(i => LevelOf(i % Width, i / Width))];
                File.WriteAllBytes(path, [.. "YUV4MPEG2 W32 H16 F15:1 C420jpeg XCOLORRANGE=FULL\nFRAME\n"u8, .. luma, .. Enumerable.Repeat((byte)128, luma.Length / 2)]);
                return path;
            case ".mjpeg":
                File.WriteAllBytes(path, Encoded(SKEncodedImageFormat.Jpeg));
                return path;
            default:
                Directory.CreateDirectory(path);
                File.WriteAllBytes(Path.Combine(path, "one.png"), Encoded(SKEncodedImageFormat.Png));
                return path;
        }
    }

    private static byte LevelOf(int x, int y) => (byte)Levels[(y < Height / 2, x < Width / 2) switch
    {
        (true, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
        _ => 3,
    }];

    private static byte[] Encoded(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor(LevelOf(x, y), LevelOf(x, y), LevelOf(x, y)));
            }
        }

        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
