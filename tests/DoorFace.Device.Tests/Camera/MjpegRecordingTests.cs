using DoorFace.Device.Camera;
using DoorFace.Vision;
using SkiaSharp;

namespace DoorFace.Device.Tests.Camera;

public sealed class MjpegRecordingTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_come_in_order_whatever_lies_between_and_of_whatever_size()
    {
        byte[] file = [.. Jpeg(8, 8, 10), 0, 0xFF, 0, .. Jpeg(16, 24, 100), .. "--boundary\r\n\r\n"u8, .. Jpeg(16, 24, 200), 0xFF];

        var seen = Replay(file);

        Assert.Equal([(8, 8), (16, 24), (16, 24)], seen.Select(picture => (picture.Width, picture.Height)));
        Assert.All(seen.Zip([10, 100, 200]), pair => Assert.InRange(pair.First.Grey, pair.Second - 3, pair.Second + 3));
    }

    [Fact]
    public void A_preview_within_a_picture_does_not_end_it()
    {
        var (picture, preview) = (Jpeg(16, 16, 150), Jpeg(8, 8, 20));
        byte[] segment = [0xFF, 0xE2, (byte)((preview.Length + 2) >> 8), (byte)(preview.Length + 2), .. preview];

        var seen = Replay([.. picture[..2], .. segment, .. picture[2..]]);

        Assert.Equal((16, 16), (seen.Single().Width, seen.Single().Height));
    }

    [Fact]
    public void Pictures_larger_than_the_buffer_come_whole()
    {
        var large = Noise(640, 480);
        Assert.True(large.Length > 1 << 17);

        var seen = Replay([.. large, .. large, .. Jpeg(8, 8, 50)]);

        Assert.Equal([640, 640, 8], seen.Select(picture => picture.Width));
    }

    [Fact]
    public void A_file_without_a_picture_is_an_empty_recording() => Assert.Empty(Replay([.. "nothing"u8]));

    [Fact]
    public void A_file_that_ends_within_a_picture_says_in_which()
    {
        byte[] file = [.. Jpeg(8, 8, 10), .. Jpeg(8, 8, 20)[..^3]];

        Assert.Contains("ends within picture 1", Fault(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_whose_segments_are_broken_is_told() =>
        Assert.Contains("picture 0 is broken", Fault([0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0x12, 0x34, 0x56]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_picture_that_cannot_be_decoded_is_told_by_its_number()
    {
        byte[] file = [.. Jpeg(8, 8, 10), 0xFF, 0xD8, 0xFF, 0xD9];

        Assert.Contains("Picture 1 of", Fault(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_without_an_end_is_not_read_into_memory_for_ever()
    {
        using var endless = new EndlessScan();
        var reader = new MjpegReader(endless, "endless");

        var fault = Assert.Throws<CameraException>(() => reader.Read().Length);

        Assert.Contains("larger than 16 MiB", fault.Message, StringComparison.Ordinal);
    }

    private CameraException Fault(byte[] file) => Assert.Throws<CameraException>(() => Replay(file));

    private List<(int Width, int Height, byte Grey)> Replay(byte[] file)
    {
        List<(int, int, byte)> seen = [];
        foreach (var frame in new MjpegRecording(_folder.Add("a.mjpeg", file), new ImageDecoder()))
        {
            using (frame)
            {
                seen.Add((frame.Width, frame.Height, frame.Pixels[0]));
            }
        }

        return seen;
    }

    private static byte[] Jpeg(int width, int height, byte grey)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(grey, grey, grey));
        return Encode(bitmap);
    }

    private static byte[] Noise(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        new Random(1).NextBytes(bitmap.GetPixelSpan());
        return Encode(bitmap);
    }

    private static byte[] Encode(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return data.ToArray();
    }

    /// <summary>The start of a picture and then compressed data without end.</summary>
    private sealed class EndlessScan : MemoryStream
    {
        private static readonly byte[] Start = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2];

        private bool _begun;

        public override int Read(Span<byte> buffer)
        {
            if (!_begun)
            {
                _begun = true;
                Start.CopyTo(buffer);
                return Start.Length;
            }

            buffer.Fill(1);
            return buffer.Length;
        }
    }
}
