using DoorFace.Device.Camera;
using DoorFace.Vision;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace DoorFace.Device.Tests.Camera;

public sealed class MjpegRecordingConformance : CameraConformance, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ICamera CreateCamera()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(16, 16, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Orange);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        var path = _folder.Add("a.mjpeg", [.. jpeg.ToArray(), .. jpeg.ToArray()]);
        return new RecordedCamera(new MjpegRecording(path, new ImageDecoder()), new RecordedCameraOptions { Loop = true }, _time);
    }

    protected override async Task LetItTakeAFrameAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(70));
        await Task.Yield();
    }
}
